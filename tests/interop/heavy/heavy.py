"""What the tests with heavy peers share: the way to the light ones' helpers."""
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

BUILDING = 300  # seconds for a peer's own tools to compile a client, or to start
