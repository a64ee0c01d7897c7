"""What every test script of this tree shares: its cases, and the line they end with.

A script that holds several cases ends its output with `N passed, N failed, N skipped`; tests/report.py adds these up.
"""
import concurrent.futures
import os
import sys
import unittest


def summary(passed, failed, skipped=0):
    """Prints the closing line and ends the process accordingly."""
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    sys.exit(1 if failed or not passed + skipped else 0)


class Counting(unittest.TextTestResult):
    """Counts what passed. (testsRun says nothing of a class that isn't set up, nor of a case that fails twice.)"""

    passed = 0

    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed += 1


def run_unittest():
    """unittest.main(), ending with the closing line. Arguments of the script stay in sys.argv for the cases."""
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2, resultclass=Counting).run(suite)
    failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    summary(result.passed, failed, len(result.skipped))


def in_parallel(function, items):
    """[function(item)], as many at a time as there are processors."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(function, items))
