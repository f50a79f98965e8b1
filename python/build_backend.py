"""Builds the wheel and the sdist, the same bytes each time and without a download: pip calls it, and so does the release.

`python3 build_backend.py FOLDER` puts both into a folder.
"""

import ast
import base64
import gzip
import hashlib
import io
import os
import re
import sys
import tarfile
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
PACKAGE = "openclaw_lightning"
SOURCES = ["pyproject.toml", "README.md", "LICENSE", "build_backend.py", f"{PACKAGE}/*.py", f"{PACKAGE}/py.typed", "tests/*.py"]
ZIP_TIME = (2020, 1, 1, 0, 0, 0)
TIME = 1577836800  # the same


def _settings():
    """Lines of the form `key = value` in pyproject.toml; their values read as Python's do."""
    lines = re.findall(r"^([\w-]+) = ([\"\[].*)$", (HERE / "pyproject.toml").read_text(encoding="utf-8"), re.M)
    return {key: ast.literal_eval(value) for key, value in lines}


def _stem():
    return f"{PACKAGE}-{_settings()['version']}"


def _metadata():
    said = _settings()
    lines = ["Metadata-Version: 2.1", f"Name: {said['name']}", f"Version: {said['version']}", f"Summary: {said['description']}",
             "License: MIT", f"Requires-Python: {said['requires-python']}", "Description-Content-Type: text/markdown"]
    for extra in ("langchain", "openai-agents"):
        lines.append(f"Provides-Extra: {extra}")
        lines += [f'Requires-Dist: {needed} ; extra == "{extra}"' for needed in said[extra]]
    return "\n".join(lines) + "\n\n" + (HERE / "README.md").read_text(encoding="utf-8")


def _wheel(folder, files):
    """A wheel of these files, by their names in it."""
    info = f"{_stem()}.dist-info"
    files = {**files, f"{info}/METADATA": _metadata().encode(), f"{info}/LICENSE": (HERE / "LICENSE").read_bytes(),
             f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: openclaw-lightning\nRoot-Is-Purelib: true\nTag: py3-none-any\n"}
    record = [f"{name},sha256={_hash(content)},{len(content)}" for name, content in files.items()]
    files[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,"]).encode() + b"\n"
    name = f"{_stem()}-py3-none-any.whl"
    with zipfile.ZipFile(Path(folder) / name, "w") as wheel:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, ZIP_TIME)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(entry, content)
    return name


def _hash(content):
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def build_wheel(folder, settings=None, metadata=None):
    sources = sorted((HERE / PACKAGE).glob("*.py")) + [HERE / PACKAGE / "py.typed"]
    return _wheel(folder, {f"{PACKAGE}/{file.name}": file.read_bytes() for file in sources})


def build_editable(folder, settings=None, metadata=None):
    return _wheel(folder, {f"{PACKAGE}.pth": f"{HERE.resolve()}\n".encode()})


def build_sdist(folder, settings=None):
    name = f"{_stem()}.tar.gz"
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        contents = {"PKG-INFO": _metadata().encode()}
        for pattern in SOURCES:
            contents.update((file.relative_to(HERE).as_posix(), file.read_bytes()) for file in sorted(HERE.glob(pattern)))
        for path, content in contents.items():
            entry = tarfile.TarInfo(f"{_stem()}/{path}")
            entry.size, entry.mtime, entry.mode = len(content), TIME, 0o644
            archive.addfile(entry, io.BytesIO(content))
    with open(os.path.join(folder, name), "wb") as file:
        with gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=TIME) as out:
            out.write(packed.getvalue())
    return name


if __name__ == "__main__":
    for build in (build_wheel, build_sdist):
        print(build(sys.argv[1]))
