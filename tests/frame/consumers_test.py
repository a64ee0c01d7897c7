"""Whoever consumes cxtls can: by pkg-config, by CMake, as a Meson subproject."""
import os
import pathlib
import subprocess
import tempfile
import unittest

import frame
import cases

PROGRAM = """#include "cxtls/base/version.hpp"
#if __has_include("cxtls/cxtls.hpp")
#include "cxtls/cxtls.hpp"
#endif
#if __has_include("cxtls/backend/boringssl.hpp")
#include "cxtls/backend/boringssl.hpp"
#endif
#include <openssl/aead.h>
#include <cstdio>
int main() {
  std::printf("%d.%d.%d", cxtls::version_major, cxtls::version_minor, cxtls::version_patch);
  return EVP_aead_aes_128_gcm() == nullptr;
}
"""

CMAKE = """cmake_minimum_required(VERSION 3.22)
project(consumer CXX)
find_package(cxtls 0.1 REQUIRED COMPONENTS boringssl)
add_executable(consumer consumer.cpp)
target_link_libraries(consumer PRIVATE cxtls::boringssl)
"""

# The other backends have no headers that anything could be asked of without them.
ANOTHER = """#include "cxtls/base/version.hpp"
#include "cxtls/backend/{0}.hpp"
#include <cstdio>
int main() {{
  std::uint8_t drawn[32];
  std::printf("%d.%d.%d", cxtls::version_major, cxtls::version_minor, cxtls::version_patch);
  return cxtls::backend::{0}{{}}.random(drawn) ? 0 : 1;
}}
"""

MESON = """project('consumer', 'cpp', default_options: ['cpp_std=c++20'])
backend = dependency('cxtls-boringssl')
executable('consumer', 'consumer.cpp', dependencies: backend, install: true, install_rpath: backend.get_variable('rpath'))
"""


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **options})
    if done.returncode:
        raise AssertionError(f"{command}:\n{done.stdout}\n{done.stderr}")
    return done.stdout


@unittest.skipUnless(frame.BORINGSSL, "configured without the BoringSSL backend")
class Consumers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.prefix = cls.folder / "prefix"
        cls.compiler = {"CXX": " ".join(frame.CXX)}
        run("meson", "setup", str(cls.folder / "cxtls"), str(frame.SOURCE), f"--prefix={cls.prefix}", "-Dtests=disabled",
            "-Dexamples=disabled", "-Dbenchmarks=disabled", "-Dboringssl=enabled",
            f"-Dboringssl_root={frame.BORINGSSL_ROOT}", **cls.compiler)
        run("meson", "install", "-C", str(cls.folder / "cxtls"))

    def project(self, name, **files):
        folder = self.folder / name
        folder.mkdir()
        for file, text in {"consumer.cpp": PROGRAM, **files}.items():
            (folder / file).write_text(text)
        return folder

    def test_every_header_is_installed_and_nothing_but_headers_and_packages(self):
        source, installed = frame.SOURCE / "include", self.prefix / "include"
        self.assertEqual({path.relative_to(source) for path in source.rglob("*") if path.is_file()},
                         {path.relative_to(installed) for path in installed.rglob("*") if path.is_file()})
        self.assertEqual({path.name for path in self.prefix.iterdir()}, {"include", "share"})

    def test_pkg_config(self):
        folder = self.project("pkg-config")
        flags = run("pkg-config", "--cflags", "--libs", "cxtls-boringssl",
                    PKG_CONFIG_PATH=str(self.prefix / "share/pkgconfig")).split()
        program = str(folder / "consumer")
        run(*frame.CXX, "-std=c++20", str(folder / "consumer.cpp"), "-o", program, *flags)
        self.assertEqual(run(program), frame.VERSION)

    def test_pkg_config_of_the_library_alone_names_no_backend(self):
        flags = run("pkg-config", "--cflags", "--libs", "cxtls", PKG_CONFIG_PATH=str(self.prefix / "share/pkgconfig"))
        self.assertNotIn("-l", flags)
        self.assertNotIn("android", flags)

    def test_cmake(self):
        folder = self.project("cmake", **{"CMakeLists.txt": CMAKE})
        run("cmake", "-G", "Ninja", "-S", str(folder), "-B", str(folder / "build"), f"-DCMAKE_PREFIX_PATH={self.prefix}",
            f"-DCMAKE_CXX_COMPILER={frame.CXX[-1]}", f"-DBORINGSSL_ROOT={frame.BORINGSSL_ROOT}")
        run("cmake", "--build", str(folder / "build"))
        self.assertEqual(run(str(folder / "build/consumer")), frame.VERSION)

    def test_pkg_config_and_cmake_of_the_other_backends(self):
        for name in frame.OTHER_BACKENDS:
            with self.subTest(name):
                folder = self.project(name, **{"consumer.cpp": ANOTHER.format(name),
                                               "CMakeLists.txt": CMAKE.replace("boringssl", name)})
                flags = run("pkg-config", "--cflags", "--libs", f"cxtls-{name}",
                            PKG_CONFIG_PATH=f"{self.prefix}/share/pkgconfig:{os.environ.get('PKG_CONFIG_PATH', '')}").split()
                program = str(folder / "consumer")
                run(*frame.CXX, "-std=c++20", str(folder / "consumer.cpp"), "-o", program, *flags)
                self.assertEqual(run(program), frame.VERSION)
                run("cmake", "-G", "Ninja", "-S", str(folder), "-B", str(folder / "build"),
                    f"-DCMAKE_PREFIX_PATH={self.prefix}", f"-DCMAKE_CXX_COMPILER={frame.CXX[-1]}")
                run("cmake", "--build", str(folder / "build"))
                self.assertEqual(run(str(folder / "build/consumer")), frame.VERSION)

    def test_meson_subproject_which_installs_nothing_of_ours(self):
        folder = self.project("meson", **{"meson.build": MESON})
        (folder / "subprojects").mkdir()
        (folder / "subprojects/cxtls").symlink_to(frame.SOURCE)
        (folder / "subprojects/cxtls.wrap").write_text(
            "[wrap-file]\ndirectory = cxtls\n[provide]\ndependency_names = cxtls, cxtls-boringssl\n")
        prefix = folder / "prefix"
        run("meson", "setup", str(folder / "build"), str(folder), f"--prefix={prefix}",
            f"-Dcxtls:boringssl_root={frame.BORINGSSL_ROOT}", **self.compiler)
        run("meson", "install", "-C", str(folder / "build"))
        self.assertEqual(run(str(prefix / "bin/consumer")), frame.VERSION)
        self.assertEqual({path.name for path in prefix.iterdir()}, {"bin"})


cases.run_unittest()
