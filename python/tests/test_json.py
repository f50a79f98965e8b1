import json
import unittest

from openclaw_lightning._json import DEPTH_MAX, encode, text_of


class Odd:
    def __str__(self):
        raise RuntimeError("no")


class Model:
    def model_dump(self):
        return {"a": 1}


class JsonTest(unittest.TestCase):
    def check(self, value, expected):
        self.assertEqual(json.loads(encode(value)), expected)

    def test_what_json_has_stays(self):
        self.check({"a": [1, 2.5, None, True, "ä🙂"]}, {"a": [1, 2.5, None, True, "ä🙂"]})

    def test_what_json_lacks_is_replaced(self):
        self.check({"x": float("nan"), "y": float("-inf"), 3: {1}, "b": b"abc", "m": Model(), "t": (1,)},
                   {"x": "nan", "y": "-inf", "3": [1], "b": "[3 bytes]", "m": {"a": 1}, "t": [1]})
        self.check([Odd()], ["[Odd]"])
        self.check({(1, 2): object}, {"(1, 2)": str(object)})

    def test_circles_and_depths_end(self):
        circle = {}
        circle["self"] = [circle]
        self.check(circle, {"self": ["[circular]"]})
        deep = "bottom"
        for _ in range(5_000):
            deep = [deep]
        text = encode(deep)
        self.assertIn("[too deep]", text)
        self.assertEqual(text.count("["), DEPTH_MAX + 1)

    def test_a_value_that_comes_twice_is_no_circle(self):
        same = {"a": float("inf")}
        self.check([same, same], [{"a": "inf"}, {"a": "inf"}])

    def test_very_long_values_become_their_size(self):
        self.check("x" * 300_000, "[300002 characters]")

    def test_texts(self):
        self.assertEqual(text_of(ValueError("no")), "ValueError: no")
        self.assertEqual(text_of({"a": 1}), '{"a":1}')
        self.assertEqual(text_of("x" * 300_000), "x" * (256 * 1024))
        self.assertEqual(text_of(Exception(Odd())), "[Exception]")
