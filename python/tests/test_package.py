import importlib.util
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

FOLDER = Path(__file__).parents[1]


class PackageTest(unittest.TestCase):
    def build(self):
        own = tempfile.TemporaryDirectory()
        self.addCleanup(own.cleanup)
        names = subprocess.run([sys.executable, FOLDER / "build_backend.py", own.name], check=True, capture_output=True,
                               text=True).stdout.split()
        return Path(own.name), names

    def test_same_sources_give_the_same_bytes(self):
        (one, names), (other, _) = self.build(), self.build()
        self.assertEqual([name.split("-")[0] for name in names], ["openclaw_lightning"] * 2)
        for name in names:
            self.assertEqual((one / name).read_bytes(), (other / name).read_bytes())

    @unittest.skipUnless(importlib.util.find_spec("pip"), "pip is not installed")
    def test_wheel_and_sdist_are_installed_and_run_without_anything_else(self):
        own, names = self.build()
        for name in names:
            target = own / ("of-" + name)
            subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-cache-dir",
                            "--disable-pip-version-check", "--root-user-action", "ignore", "--target", target, own / name],
                           check=True)
            said = subprocess.run([sys.executable, "-S", "-c", "import openclaw_lightning as o; print(o.__file__, o.__version__)"],
                                  cwd=own, env={"PYTHONPATH": str(target)}, check=True, capture_output=True, text=True).stdout
            self.assertTrue(said.startswith(str(target)), said)
            self.assertIn(said.split()[1], name)

    def test_wheel_names_what_the_extras_need(self):
        own, names = self.build()
        with zipfile.ZipFile(own / names[0]) as wheel:
            metadata = next(wheel.read(name).decode() for name in wheel.namelist() if name.endswith("METADATA"))
        self.assertIn('Requires-Dist: langchain-core>=0.3 ; extra == "langchain"', metadata)
        self.assertIn("Requires-Python: >=3.9", metadata)
        self.assertNotIn("Requires-Dist: requests", metadata)
