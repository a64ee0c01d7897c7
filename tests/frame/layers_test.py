"""Folders are floors and includes only point down (DESIGN 1); the core touches no socket, file, clock or thread (T3)."""
import pathlib
import re
import subprocess
import tempfile
import unittest

import frame
import cases

# Bottom floor first. The headers directly in include/cxtls are the public API.
FLOORS = ["base", "wire", "der", "machine", "protocol", "crypto", "backend", "record", "x509", "session", "handshake",
          "compression", "transport", "api", "any", "io"]

# The only ones that include third-party headers, and that nobody but the user includes.
CHOSEN = ("backend", "compression")

# T3: what reaches for the outside world. Only io/ and the loader of the system's trust store may.
OUTSIDE = {"fstream", "filesystem", "iostream", "istream", "ostream", "cstdio", "chrono", "ctime", "thread", "mutex",
           "shared_mutex", "condition_variable", "future", "semaphore", "barrier", "latch", "stop_token", "random"}
# 20,000 to 35,000 lines each (DESIGN 9): every user would pay for them in every translation unit.
HEAVY = {"functional", "ranges", "memory", "algorithm", "string", "regex", "map", "unordered_map"}
# The same, as files that a header could pull in behind our back.
OUTSIDE_FILES = re.compile(r"/(sys/socket|netinet/in|arpa/inet|poll|sys/epoll|sys/stat|dirent)\.h$|/("
                           + "|".join(sorted(OUTSIDE - {"cstdio", "ctime"})) + ")$")


def floor(header):
    """The floor a header stands on, from its path below cxtls/."""
    return header.split("/")[0] if "/" in header else "api"


def may_reach_outside(header):
    return floor(header) == "io" or header.startswith("x509/trust_store")


def includes(path):
    """The (opening, name) of each #include of a file."""
    return re.findall(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', path.read_text(encoding="utf-8"), re.MULTILINE)


def faults(root):
    """What is wrong with the include graph below a folder, as sentences."""
    found = []
    graph = {}
    for path in sorted(root.rglob("*.hpp")):
        header = path.relative_to(root).as_posix()
        if floor(header) not in FLOORS:
            found.append(f"{header}: {floor(header)}/ is no floor of the house")
            continue
        graph[header] = []
        for opening, name in includes(path):
            if opening == '"':
                target = name.removeprefix("cxtls/")
                if not name.startswith("cxtls/") or not (root / target).is_file():
                    found.append(f'{header}: no such header: "{name}"')
                elif floor(target) not in FLOORS or FLOORS.index(floor(target)) > FLOORS.index(floor(header)):
                    found.append(f"{header}: includes {target}, which stands above it")
                elif floor(target) in CHOSEN and floor(target) != floor(header):
                    found.append(f"{header}: includes {target}; which {floor(target)} is used is the user's choice")
                else:
                    graph[header].append(target)
            elif floor(header) in CHOSEN or may_reach_outside(header):
                continue
            elif name in OUTSIDE:
                found.append(f"T3: {header}: includes <{name}>")
            elif name in HEAVY and floor(header) != "api":
                found.append(f"{header}: includes the heavy <{name}>")
            elif "." in name or "/" in name:
                found.append(f"{header}: includes <{name}>, which is not of the C++ standard library")
    return found + [f"a cycle: {' -> '.join(cycle)}" for cycle in cycles(graph)]


def cycles(graph):
    """The include cycles, which #pragma once would hide."""
    finished, found = set(), []

    def walk(header, above):
        if header in above:
            found.append(above[above.index(header):] + [header])
        elif header not in finished:
            for target in graph[header]:
                walk(target, above + [header])
            finished.add(header)

    for header in graph:
        walk(header, [])
    return found


def reached_from(header, root):
    """The headers of ours that a header includes, itself among them."""
    reached, waiting = set(), [header]
    while waiting:
        header = waiting.pop()
        if header not in reached:
            reached.add(header)
            waiting += [name.removeprefix("cxtls/") for opening, name in includes(root / header) if opening == '"']
    return reached


class IncludeGraph(unittest.TestCase):
    def check(self, files):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                path = pathlib.Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
            return faults(pathlib.Path(folder))

    def test_includes_of_the_library_point_down(self):
        self.assertEqual(faults(frame.SOURCE / "include" / "cxtls"), [])

    def test_an_include_that_points_down_or_sideways_is_good(self):
        self.assertEqual(self.check({"base/a.hpp": "#include <span>\n", "wire/b.hpp": '#include "cxtls/base/a.hpp"\n',
                                     "wire/c.hpp": '#include "cxtls/wire/b.hpp"\n',
                                     "client.hpp": '#include "cxtls/wire/c.hpp"\n'}), [])

    def test_an_include_that_points_up_is_found(self):
        self.assertIn("stands above it", self.check({"base/a.hpp": '#include "cxtls/wire/b.hpp"\n', "wire/b.hpp": ""})[0])
        self.assertIn("stands above it", self.check({"wire/b.hpp": '#include "cxtls/client.hpp"\n', "client.hpp": ""})[0])

    def test_a_floor_that_chooses_a_backend_is_found(self):
        self.assertIn("user's choice", self.check({"record/a.hpp": '#include "cxtls/backend/b.hpp"\n',
                                                   "backend/b.hpp": ""})[0])

    def test_a_cycle_is_found(self):
        self.assertIn("a cycle", self.check({"wire/a.hpp": '#include "cxtls/wire/b.hpp"\n',
                                             "wire/b.hpp": '#include "cxtls/wire/a.hpp"\n'})[0])

    def test_T3_a_core_header_that_reaches_outside_is_found(self):
        for name in ["<chrono>", "<sys/socket.h>", "<openssl/aead.h>", "<string>"]:
            self.assertEqual(len(self.check({"record/a.hpp": f"#include {name}\n"})), 1, name)
        self.assertEqual(self.check({"io/posix.hpp": "#include <sys/socket.h>\n"}), [])

    def test_T3_nothing_reaches_outside_through_the_standard_library(self):
        root = frame.SOURCE / "include" / "cxtls"
        core = [path.relative_to(root).as_posix() for path in sorted(root.rglob("*.hpp"))]
        core = [header for header in core
                if not may_reach_outside(header) and floor(header) not in (*CHOSEN, "api")]
        unit = "".join(f'#include "cxtls/{header}"\n' for header in core)
        run = subprocess.run([*frame.COMPILE, "-M", "-x", "c++", "-"], input=unit, capture_output=True, text=True)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("/span", run.stdout)
        self.assertEqual([file for file in run.stdout.split() if OUTSIDE_FILES.search(file)], [])

    def test_T7_the_public_API_includes_nothing_of_hazmat(self):
        root = frame.SOURCE / "include" / "cxtls"
        reached = reached_from("cxtls.hpp", root)
        self.assertIn("transport/connection.hpp", reached)
        apart = {path.relative_to(root).as_posix() for path in root.rglob("*.hpp")
                 if re.search(r"\bnamespace (cxtls::)?hazmat\b", path.read_text())}
        self.assertLess({"hazmat.hpp", "protocol/legacy/pre_master_secret.hpp"}, apart)
        self.assertEqual(reached & apart, set())


cases.run_unittest()
