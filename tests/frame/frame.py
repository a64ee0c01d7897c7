"""What Meson tells the frame's tests, and the shared cases module."""
import os
import pathlib
import sys

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS), str(TESTS / "compile_fail")]

SOURCE = pathlib.Path(os.environ["CXTLS_SOURCE"])
VERSION = os.environ["CXTLS_VERSION"]
COMPILE = os.environ["CXTLS_COMPILE"].split("\n")  # compiler and flags, -fsyntax-only among them
COMPILER = os.environ["CXTLS_COMPILER"]  # gcc or clang
BORINGSSL = bool(os.environ["CXTLS_BORINGSSL"])
OTHER_BACKENDS = os.environ["CXTLS_OTHER_BACKENDS"].split()
BORINGSSL_ROOT = os.environ["CXTLS_BORINGSSL_ROOT"]  # empty: it was found without
CXX = COMPILE[: COMPILE.index("-std=c++20")]  # ccache, perhaps, and the compiler
