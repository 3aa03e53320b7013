"""What the conformance test calls equal, and what it does not."""

import unittest

from normal_form import NormalForm, carried


class Masks(unittest.TestCase):
    def setUp(self):
        self.form = NormalForm()

    def test_names_a_random_part_where_it_first_appeared_and_keeps_the_rest(self):
        arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:a/b-"
        self.assertEqual(self.form.normalise(arn + "AbCdEf", "0.ARN"), arn + "<0.ARN>")
        self.assertEqual(self.form.normalise(f"at {arn}AbCdEf.", "1"), f"at {arn}<0.ARN>.")
        self.assertEqual(self.form.normalise(arn + "GhIjKl", "2"), arn + "<2>")

    def test_sees_times_relative_to_the_run_whatever_their_form(self):
        for shift, text in ((0, "<hour +0>"), (48, "<hour +48>")):
            then = self.form.began.timestamp() + shift * 3600
            iso = self.form.began.fromtimestamp(then, self.form.began.tzinfo).isoformat()
            self.assertEqual(self.form.normalise(iso, ""), text)
            self.assertEqual(self.form.normalise(then * 1000, "", "timestamp"), text)

    def test_takes_nothing_for_absent_but_keeps_false_and_zero(self):
        value = {"a": None, "b": [], "c": {}, "d": False, "e": 0, "f": ""}
        self.assertEqual(self.form.normalise(value, ""), {"d": False, "e": 0, "f": ""})

    def test_compares_no_secret_but_its_length(self):
        self.assertEqual(self.form.normalise({"SessionToken": "abc"}, ""),
                         {"SessionToken": "<3 characters>"})


class Carried(unittest.TestCase):
    def test_members_that_we_carry_must_be_equal(self):
        full = {"a": 1, "b": [{"c": "x", "d": "y"}]}
        self.assertTrue(carried({"a": 1, "b": [{"c": "x"}]}, full))
        self.assertFalse(carried({"a": 2}, full))
        self.assertFalse(carried({"b": [{"c": "z"}]}, full))
        self.assertFalse(carried({"b": [{"c": "x"}, {"c": "x"}]}, full))

    def test_an_empty_member_may_be_absent_but_not_filled(self):
        self.assertTrue(carried({"a": "", "b": False}, {}))
        self.assertFalse(carried({"a": ""}, {"a": "text"}))
        self.assertFalse(carried({"a": "text"}, {}))


if __name__ == "__main__":
    unittest.main()
