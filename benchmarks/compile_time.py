"""compile_time.py COMPILER FLAGS...: what a client costs the compiler, and how large its object is.

One translation unit that uses every function of a client, beside an empty one that includes <variant>, which is the
least that such a library needs. Each with the compiler that is asked about and, if it is installed, the other one.
"""
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile

RUNS = 3
LEVELS = ["-O0", "-O2"]
OTHERS = ["g++", "clang++-19"]
UNITS = {
    "<variant> only": "#include <variant>\nint main() {}\n",
    "its headers only": """#include "cxtls/backend/boringssl.hpp"
#include "cxtls/client.hpp"
int main() {}
""",
    "a client": """#include "cxtls/backend/boringssl.hpp"
#include "cxtls/client.hpp"
struct my_tls : cxtls::stack<cxtls::backend::boringssl> {};
template class cxtls::client<my_tls>;
template class cxtls::client_context<my_tls>;
int main() {}
""",
}


def compilers(command):
    """The command without ccache, then the same flags with the other compilers that are here."""
    command = [word for word in command if os.path.basename(word) != "ccache"]
    is_clang = "clang" in os.path.basename(command[0])
    others = [name for name in OTHERS if ("clang" in name) != is_clang and shutil.which(name)]
    return [command] + [[name, *command[1:]] for name in others]


def children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def sections(file):
    """Octets of code and constants, and of data, as `size` counts them; all COMDAT sections are in."""
    text, data = subprocess.run(["size", file], capture_output=True, text=True, check=True).stdout.splitlines()[1].split()[:2]
    return int(text), int(data)


def measure(command, level, source, folder):
    """Seconds of processor time (other work on the machine counts less so), and sizes of the object."""
    seconds = []
    target = folder / "unit.o"
    for _ in range(RUNS):
        before = children()
        subprocess.run([*command, level, "-c", source, "-o", target], check=True,
                       env={**os.environ, "CCACHE_DISABLE": "1"})
        seconds.append(children() - before)
    text, data = sections(target)
    subprocess.run(["strip", "--strip-unneeded", target], check=True)
    return statistics.median(seconds), text + data, target.stat().st_size


def main(*command):
    print(f"{'compiler':<12} {'level':<6} {'unit':<16} {'seconds':>8} {'ratio':>7} {'code+data':>10} {'stripped':>10}")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for compiler in compilers(list(command)):
            for level in LEVELS:
                least = None
                for unit, text in UNITS.items():
                    source = folder / "unit.cpp"
                    source.write_text(text)
                    seconds, size, stripped = measure(compiler, level, source, folder)
                    least = least or seconds
                    print(f"{os.path.basename(compiler[0]):<12} {level:<6} {unit:<16} {seconds:8.2f} "
                          f"{seconds / least:7.1f} {size:10} {stripped:10}", flush=True)


main(*sys.argv[1:])
