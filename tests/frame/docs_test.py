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
            "tests/backend/nettle/*.?pp"],
    "cmake": ["tests/frame/consumers_test.py"],
    "meson": ["tests/frame/consumers_test.py"],
    "ini": ["tests/frame/consumers_test.py"],
}


def transitions_alone():
    """The client's transitions as the README shows them: without stack, namespace and last parameter."""
    text = (ROOT / "include/cxtls/handshake/tls13/client/transitions.hpp").read_text()
    lines = re.findall(r"static constexpr (auto (?:on|ask)\(.*;)$", text, re.MULTILINE)
    return "".join(re.sub(r"client::|<S>|, context&", "", line) + "\n" for line in lines)


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


class Ledger(unittest.TestCase):
    """docs/security/pitfalls.md: | row | id | what rules it out | state |, evidence as `file` and "test name"."""

    @classmethod
    def setUpClass(cls):
        text = (ROOT / "docs" / "security" / "pitfalls.md").read_text()
        cls.rows = [[cell.strip() for cell in line.strip("|").split("|")]
                    for line in text.splitlines() if re.match(r"\|\s*\d+\s*\|", line)]

    def test_every_row_is_there_once_and_in_order(self):
        self.assertEqual([int(row[0]) for row in self.rows], list(range(1, 138)))

    def test_every_row_has_a_state(self):
        for row in self.rows:
            self.assertRegex(row[3], r"^(held|not applicable|open)$", row[0])

    def test_what_is_held_points_at_files_and_tests_that_exist(self):
        for number, _, evidence, state in self.rows:
            if state != "held":
                continue
            files = re.findall(r"\]\(\.\./\.\./([^)]+)\)", evidence)
            with self.subTest(row=number):
                self.assertTrue(files, "no evidence")
                known = [name for file in files if (ROOT / file).is_file()
                         for name in test_names((ROOT / file).read_text())]
                for name in re.findall(r'"([^"]+)"', evidence):
                    cut_short = name.endswith("...")
                    self.assertTrue(any(other == name or cut_short and other.startswith(name[:-3]) for other in known), name)


cases.run_unittest()
