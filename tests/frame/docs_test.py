"""Documentation is true: its code is code that is built, its links lead somewhere, its ledger names tests that exist."""
import re
import unittest

import frame
import cases

ROOT = frame.SOURCE
PAGES = [page for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))] if page.exists()]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Where the code of each language has to stand, letter for letter.
BUILT = {
    "cpp": ["examples/**/*.cpp", "examples/**/*.hpp", "include/**/*.hpp", "tests/backend/nettle*.cpp",
            "tests/backend/nettle/*.?pp", "tests/backend/own/*.hpp", "tests/interop/own_probe.cpp"],
    "cmake": ["tests/frame/consumers_test.py"],
    "meson": ["tests/frame/consumers_test.py"],
    "ini": ["tests/frame/consumers_test.py"],
}


def transitions_alone():
    """The client's transitions as the README shows them: without stack, namespace and last parameter, and
    without what a policy must have for an edge."""
    folders = ["hello", "tls13"]
    text = "".join((ROOT / f"include/cxtls/handshake/{folder}/client/transitions.hpp").read_text() for folder in folders)
    lines = re.findall(r"static constexpr (auto (?:on|ask)\(.*;)$", text, re.MULTILINE)
    return "".join(re.sub(r"hello::client::|client::|<S>|, context&| requires [^;]*", "", line) + "\n" for line in lines)


def sources(language):
    texts = [path.read_text() for pattern in BUILT[language] for path in sorted(ROOT.glob(pattern))]
    return [text.replace('"""', "\n") for text in texts] + [transitions_alone()]


def is_comment(line):
    return line.lstrip().startswith("//")


def stands_in(code, text):
    """Is this code consecutive lines of the text? It may be indented and aligned otherwise, and leave out comments."""
    aligned = re.compile(r"(?<=\S) +")
    code, text = (aligned.sub(" ", part).splitlines() for part in (code, text))
    if not {line.strip() for line in code if is_comment(line)} <= {line.strip() for line in text}:
        return False
    code, text = ([line for line in part if not is_comment(line)] for part in (code, text))
    for depth in range(0, 12, 2):
        indented = [" " * depth + line if line.strip() else line for line in code]
        if "\n".join(["", *indented, ""]) in "\n".join(["", *text, ""]):
            return True
    return False


def blocks(page):
    return BLOCK.findall(page.read_text())


def test_names(text):
    """The names of the cases of a Catch2 file or of the backends' kit, or of the functions of a Python file."""
    joined = re.sub(r'"\s*\n\s*"', "", text)
    return re.findall(r'(?:TEST_CASE|test_case<B>)\(\s*"((?:[^"\\]|\\.)*)"', joined) + re.findall(r"def (test_\w+)", text)


class Documentation(unittest.TestCase):
    def test_every_code_block_is_a_piece_of_a_file_that_is_built(self):
        for page in PAGES:
            for language, code in blocks(page):
                if language in BUILT:
                    with self.subTest(page=page.name, code=code.splitlines()[0]):
                        self.assertTrue(any(stands_in(code, text) for text in sources(language)), code)

    def test_the_how_to_pages_have_code(self):
        shown = [language for page in (ROOT / "docs" / "how-to").glob("*.md") for language, _ in blocks(page)]
        self.assertGreater(shown.count("cpp"), 10)

    def test_a_changed_piece_is_found(self):
        text = "int f() {\n  int a = 1;\n  return a;\n}\n"
        self.assertTrue(stands_in("int a = 1;\nreturn a;\n", text))
        self.assertTrue(stands_in("int f() {\n  int a = 1;\n", text))
        self.assertFalse(stands_in("int a = 2;\n", text))
        self.assertFalse(stands_in("a = 1;\n", text))

    def test_the_README_shows_every_transition(self):
        shown = [code for _, code in blocks(ROOT / "README.md") if "Next<" in code]
        self.assertEqual([len(code.splitlines()) for code in shown], [len(transitions_alone().splitlines())])

    def test_links_lead_somewhere(self):
        for page in PAGES:
            for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", BLOCK.sub("", page.read_text())):
                if "://" not in target:
                    with self.subTest(page=page.name, target=target):
                        self.assertTrue((page.parent / target).exists(), target)


def table(page, first_cell):
    """The rows of a page's tables whose first cell is of this form, as lists of cells."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.read_text().splitlines()
            if line.startswith("|")]
    return [row for row in rows if re.fullmatch(first_cell, row[0])]


def missing_evidence(page, evidence):
    """What a cell names and isn't there: files as links, and "test names" of the files that it links. None at all counts."""
    files = [page.parent / target for target in re.findall(r"\]\(([^)#]+)\)", evidence)]
    missing = [file.as_posix() for file in files if not file.exists()]
    known = [name for file in files if file.is_file() for name in test_names(file.read_text())]
    for name in re.findall(r'"([^"]+)"', evidence):
        cut_short = name.endswith("...")
        if not any(other == name or cut_short and other.startswith(name[:-3]) for other in known):
            missing.append(name)
    return missing if files else ["no evidence"]


def identifiers(code):
    return set(re.findall(r"[A-Za-z_]\w*", code))


class Ledger(unittest.TestCase):
    """docs/security/pitfalls.md: | row | id | what rules it out | state |, evidence as `file` and "test name"."""

    @classmethod
    def setUpClass(cls):
        cls.page = ROOT / "docs" / "security" / "pitfalls.md"
        cls.rows = table(cls.page, r"\d+")

    def test_every_row_is_there_once_and_in_order(self):
        self.assertEqual([int(row[0]) for row in self.rows], list(range(1, 138)))

    def test_every_row_has_a_state(self):
        for row in self.rows:
            self.assertRegex(row[3], r"^(held|not applicable|open)$", row[0])

    def test_the_counts_are_those_of_the_rows(self):
        states = [row[3] for row in self.rows]
        counts = ", ".join(f"{states.count(state)} {state}" for state in ["held", "not applicable", "open"])
        self.assertIn(f"Today: {counts}.", self.page.read_text())

    def test_what_is_held_points_at_files_and_tests_that_exist(self):
        for number, _, evidence, state in self.rows:
            if state == "held":
                with self.subTest(row=number):
                    self.assertEqual(missing_evidence(self.page, evidence), [])


class PythonTls(unittest.TestCase):
    """docs/python-tls.md: the structures and the tests of python-tls, each with its counterpart, evidence as above."""

    @classmethod
    def setUpClass(cls):
        cls.page = ROOT / "docs" / "python-tls.md"
        cls.structures = table(cls.page, r"A\d+")
        cls.tests = table(cls.page, r"`[\w.]+`")

    def test_every_structure_is_there_once_and_in_order(self):
        self.assertEqual([row[0] for row in self.structures],
                         [f"A{i}" for i in [*range(20, 47), *range(50, 53), *range(60, 64)]])

    def test_every_test_function_is_there_once(self):
        self.assertEqual(len(self.tests), 142)
        self.assertEqual(len({row[0] for row in self.tests}), 142)

    def test_the_counts_are_those_of_the_rows(self):
        counted = re.search(r"Its 142 test functions: (.*)\.", self.page.read_text()).group(1)
        states = [row[-1] for row in self.tests]
        self.assertEqual(counted, ", ".join(f"{states.count(state)} {state}" for state in ["held", "otherwise", "open"]
                                            if state in states))

    def test_what_is_held_points_at_files_and_tests_that_exist(self):
        for name, *evidence, state in self.structures + self.tests:
            with self.subTest(row=name):
                self.assertRegex(state, r"^(held|otherwise|open)$")
                # To do something else on purpose may need no more than a reason.
                if state == "held" or state == "otherwise" and "](" in evidence[-1]:
                    self.assertEqual(missing_evidence(self.page, " ".join(evidence)), [])


class Tls12(unittest.TestCase):
    """docs/tls12.md: | id | asked for | states and edges | shown by | state |, evidence as above, `States` of the machines."""

    @classmethod
    def setUpClass(cls):
        cls.page = ROOT / "docs" / "tls12.md"
        cls.rows = table(cls.page, r"[AX]\d+")

    def test_every_duty_is_there_once_and_in_order(self):
        self.assertEqual([row[0] for row in self.rows], [f"A{i}" for i in range(110, 124)] + ["X11", "X12"])

    def test_what_is_held_points_at_files_and_tests_that_exist(self):
        for name, _, _, evidence, state in self.rows:
            with self.subTest(row=name):
                self.assertRegex(state, r"^(held|in part)$")
                self.assertEqual("not tested yet" in evidence, state == "in part")
                if "](" in evidence or not evidence.startswith("proofs"):
                    self.assertEqual(missing_evidence(self.page, evidence), [])

    def test_the_states_are_those_of_the_transitions(self):
        known = "".join((ROOT / f"include/cxtls/handshake/{version}/{role}/transitions.hpp").read_text()
                        for version in ["hello", "tls12", "tls13"] for role in ["client", "server"])
        for name, _, edges, *_ in self.rows:
            for state in re.findall(r"`([A-Z]\w+)`", edges):
                with self.subTest(row=name, state=state):
                    self.assertRegex(known, rf"\b{state}\b")


class Requirements(unittest.TestCase):
    """docs/requirements.md: | id | asked for | where | shown by | state |, evidence as above, and what isn't there yet."""

    @classmethod
    def setUpClass(cls):
        cls.page = ROOT / "docs" / "requirements.md"
        cls.rows = table(cls.page, r"[A-Z]\d+")

    def test_every_requirement_is_there_once(self):
        ids = [row[0] for row in self.rows]
        self.assertEqual(sorted(set(ids)), sorted(ids))
        # The list itself lies beside the project, not in it.
        asked = ROOT.parent / "shared" / "REQUIREMENTS.md"
        if not asked.exists():
            self.skipTest("the list of requirements isn't here: only that no id is there twice was checked")
        known = re.findall(r"^\| ([A-Z]\d+) \||→ ([A-Z]\d+):", asked.read_text(), re.MULTILINE)
        self.assertEqual(sorted(ids), sorted({row or aside for row, aside in known}))

    def test_rows_of_a_series_are_in_order(self):
        places = {}
        for row in self.rows:
            places.setdefault(row[0][0], []).append(int(row[0][1:]))
        for letter, numbers in places.items():
            with self.subTest(series=letter):
                self.assertEqual(numbers, sorted(numbers))

    def test_what_is_named_exists_and_what_is_missing_is_said(self):
        for name, _, where, evidence, state in self.rows:
            with self.subTest(row=name):
                self.assertRegex(state, r"^(held|in part|otherwise|not yet)$")
                self.assertEqual(missing_evidence(self.page, where), [])
                self.assertEqual("not yet:" in evidence, state in ["in part", "not yet"])
                self.assertEqual("not yet:" in evidence,
                                 re.search(r"not yet:.*\((issue \d+|no issue yet)\)", evidence) is not None)
                self.assertTrue(evidence)
                if state in ["held", "in part"] or "](" in evidence:
                    self.assertEqual(missing_evidence(self.page, evidence), [])

    def test_pages_with_the_same_rows_say_the_same(self):
        states = {row[0]: row[-1] for row in self.rows}
        for page in ["python-tls.md", "tls12.md"]:
            for row in table(ROOT / "docs" / page, r"[AX]\d+"):
                with self.subTest(page=page, row=row[0]):
                    self.assertEqual(states[row[0]], row[-1])

    def test_a_quoted_name_needs_the_file_that_has_it(self):
        """What a cell claims without a link to its file is found out."""
        self.assertEqual(missing_evidence(self.page, '"T4: no such test" in [docs_test.py](../tests/frame/docs_test.py)'),
                         ["T4: no such test"])
        self.assertEqual(missing_evidence(self.page, '"test_names"'), ["no evidence"])

    def test_the_counts_are_those_of_the_rows(self):
        states = [row[-1] for row in self.rows]
        counted = re.search(r"^Today: (.*)\.$", self.page.read_text(), re.MULTILINE).group(1)
        self.assertEqual(counted, ", ".join(f"{states.count(state)} {state}"
                                            for state in ["held", "otherwise", "in part", "not yet"]))


class ComingFrom(unittest.TestCase):
    """docs/coming-from.md: | theirs | ours | what is different |. What is `quoted` as ours is in the headers."""

    @classmethod
    def setUpClass(cls):
        cls.page = ROOT / "docs" / "coming-from.md"
        cls.rows = table(cls.page, r"(?!PyTLS$|PEP 543, PEP 748$|OpenSSL, |siotls$|-+$).*")
        cls.headers = [re.sub(r"//.*|\"(?:[^\"\\\n]|\\.)*\"", "", path.read_text())
                       for path in sorted((ROOT / "include").rglob("*.hpp"))]
        cls.words = set().union(*map(identifiers, cls.headers))

    def missing(self, code):
        """The identifiers that no header has, and each a::b of which no header that declares a has b."""
        pairs = re.findall(r"(?=\b(\w+)::(\w+))", re.sub(r"<\w+>", "", code))
        apart = [f"{scope}::{name}" for scope, name in pairs
                 if not any(re.search(rf"\b(struct|class|namespace)\s+(\w+::)*{scope}\b", text)
                            and re.search(rf"\b{name}\b", text) for text in self.headers)]
        return sorted(identifiers(code) - self.words) + apart

    def test_every_row_has_three_cells(self):
        for row in self.rows:
            with self.subTest(row=row[0]):
                self.assertEqual(len(row), 3)
                self.assertTrue(row[1])
        self.assertGreater(len(self.rows), 150)

    def test_names_of_ours_are_in_the_headers(self):
        named = 0
        for theirs, ours, _ in self.rows:
            for code in re.findall(r"`([^`]+)`", ours):
                named += 1
                with self.subTest(row=theirs, ours=code):
                    self.assertEqual(self.missing(code), [])
        self.assertGreater(named, 150)

    def test_a_name_that_nobody_has_is_found(self):
        self.assertEqual(self.missing("start_tls(now)"), ["start_tls"])
        self.assertEqual(self.missing("client_config::sessions"), ["client_config::sessions"])
        self.assertEqual(self.missing("cxtls::client_context<S>::create"), [])


class SmallestPrograms(unittest.TestCase):
    def test_T1_the_smallest_programs_are_small(self):
        for name, lines in {"minimal_client": 25, "minimal_server": 35}.items():
            with self.subTest(program=name):
                self.assertLessEqual(len((ROOT / "examples" / f"{name}.cpp").read_text().splitlines()), lines)


cases.run_unittest()
