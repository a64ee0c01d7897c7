"""docs/diagrams: the SVG files show what the .dot files say, and nothing in them covers anything else.

That the .dot files show the machines that run says tests/handshake/diagram_test.cpp. After a change on purpose:
docs/diagrams/draw.py.
"""
import graphlib
import re
import sys
import unittest
import xml.etree.ElementTree

import frame
import cases

FOLDER = frame.SOURCE / "docs" / "diagrams"
sys.path.insert(0, str(FOLDER))
sys.dont_write_bytecode = True
import draw  # noqa: E402

SVG = "{http://www.w3.org/2000/svg}"


def overlap(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def samples(points):
    """Points of the line as draw.path() bends it: a curve whose handles stand half its height above and below its ends."""
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        for t in (i / 40 for i in range(41)):
            handles = 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t)
            y = y0 * (1 - t) ** 3 + (y0 + y1) / 2 * sum(handles) + y1 * t**3
            yield x0 + (x1 - x0) * (3 * t**2 - 2 * t**3), y


class Pictures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dots = sorted(FOLDER.glob("*.dot"))
        cls.texts = {path: path.read_text() for path in cls.dots}
        cls.layouts = {path: draw.Layout(text) for path, text in cls.texts.items()}

    def test_every_machine_is_there_in_each_form(self):
        names = ["tls12_client", "tls12_server", "tls13_client", "tls13_server"]
        for suffix in [".dot", ".mmd", ".svg"]:
            self.assertEqual(sorted(path.stem for path in FOLDER.glob("*" + suffix)), names)

    def test_the_pictures_are_those_of_the_machines(self):
        for path in self.dots:
            with self.subTest(path=path.name):
                drawn = draw.draw(self.texts[path], draw.title_of(path.stem))
                self.assertTrue(path.with_suffix(".svg").read_text() == drawn, "docs/diagrams/draw.py draws it anew")

    def test_every_state_and_every_edge_is_shown(self):
        for path, text in self.texts.items():
            with self.subTest(path=path.name):
                image = xml.etree.ElementTree.parse(path.with_suffix(".svg")).getroot()
                words = [element.text for element in image.iter(SVG + "text")]
                edges = re.findall(r'(\w+) -> (\w+) \[label="(\w+)"\]', text)
                self.assertEqual(len(edges), text.count("->"))
                states = {state for start, end, _ in edges for state in (start, end)}
                self.assertEqual(sorted(word for word in words if word in states), sorted(states))
                shown = sorted(label for word in words[len(states):-len(draw.LEGEND)] for label in word.split(", "))
                self.assertEqual(shown, sorted(label for _, _, label in edges))
                arrows = [line for line in image.iter(SVG + "path") if "marker-end" in line.attrib]
                self.assertEqual(len(arrows), len({(start, end) for start, end, _ in edges}))

    def test_no_box_and_no_label_covers_another(self):
        for path, layout in self.layouts.items():
            things = [*layout.box.items(), *layout.label.items(), *layout.loop_label.items()]
            for i, (name, a) in enumerate(things):
                self.assertTrue(0 <= a[0] and a[2] <= layout.width and 0 <= a[1] and a[3] <= layout.height, name)
                for other, b in things[:i]:
                    self.assertFalse(overlap(a, b), f"{path.name}: {name} and {other}")

    def test_no_line_runs_through_a_box_or_a_label(self):
        for path, layout in self.layouts.items():
            things = [*layout.box.items(), *layout.label.items(), *layout.loop_label.items()]
            for edge, points in layout.line.items():
                for x, y in samples(points):
                    for name, (left, top, right, bottom) in things:
                        self.assertFalse(left < x < right and top < y < bottom, f"{path.name}: {edge} through {name}")

    def test_every_line_leads_down_from_box_to_box(self):
        for layout in self.layouts.values():
            for (start, end), points in layout.line.items():
                self.assertEqual([y for _, y in points], sorted(y for _, y in points))
                for name, (x, y), edge in [(start, points[0], 3), (end, points[-1], 1)]:
                    left, _, right, _ = box = layout.box[name]
                    self.assertTrue(left < x < right and y == box[edge])

    def test_no_two_lines_cross(self):
        for path, layout in self.layouts.items():
            self.assertEqual(layout.crossings(layout.rows), 0, path.name)

    def test_a_circle_of_states_is_refused(self):
        with self.assertRaises(graphlib.CycleError):
            draw.Layout('  A -> B [label="x"];\n  B -> A [label="y"];\n')

    def test_a_line_that_is_not_understood_is_refused(self):
        with self.assertRaises(AttributeError):
            draw.Layout("  A -> B;\n")


cases.run_unittest()
