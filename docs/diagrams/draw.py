#!/usr/bin/env python3
"""draw.py: writes an SVG beside every *.dot of this folder, without Graphviz and always the same.

The layout is Sugiyama's: a state stands as deep as its longest way from the start; an edge's label is a node of its own
on a layer between, so that it has its place; layers are ordered for few crossings, and long edges are straight.
"""
import collections
import graphlib
import html
import math
import pathlib
import re

# Pixels.
BOX_HEIGHT, LABEL_HEIGHT, LAYER_GAP, BOX_GAP, LABEL_GAP, WAY_GAP, MARGIN = 34, 18, 23, 36, 14, 20, 24
BOX_PADDING, LABEL_OFFSET, PORT_GAP = 14, 6, 26
BOX_FONT, LABEL_FONT = 14, 12.5
LOOP = 30  # how far a loop reaches out of its box
# Legible on white and on black.
COLOURS = {"peer": "#3b6ea5", "here": "#93610f", "end": "#3f7d4e"}
LINE, TEXT = "#8a8a8a", "#7a7a7a"
LEGEND = [("end", "begins here, or is connected"), ("peer", "waits for the peer"),
          ("here", "waits for an answer on this side")]
BEGINNINGS = 40  # orders from which few crossings are looked for; more find no better one
ROUNDS = 3000  # of placing; more move nothing by a pixel

Node = collections.namedtuple("Node", "kind name width height anchor")  # anchor: from the left side to where edges meet


# math.fsum, not sum: the latter rounds otherwise since Python 3.12.
def width_of(text, size, bold=False):
    """Of a wide sans serif: in a narrower one there is only more room."""
    wide = math.fsum(0.36 if c in "iljftrI.,: " else 0.95 if c in "mwMW" else 0.72 if c.isupper() else 0.62 for c in text)
    return wide * size * (1.13 if bold else 1)


def read_dot(text):
    """[(from, to, label)], several labels of one pair joined."""
    edges = {}
    for line in text.splitlines():
        if "->" in line:
            start, end, label = re.fullmatch(r'  (\w+) -> (\w+) \[label="(\w+)"\];', line).groups()
            edges.setdefault((start, end), []).append(label)
    return [(start, end, ", ".join(labels)) for (start, end), labels in edges.items()]


def layers_of(edges):
    """State -> layer, by the longest way from the start. A circle of states can't be drawn, and no machine has one."""
    before = {}
    for start, end, _ in edges:
        before.setdefault(start, [])
        before.setdefault(end, []).extend([start] if start != end else [])
    layer = dict.fromkeys(before, 0)
    for state in graphlib.TopologicalSorter(before).static_order():
        layer[state] = max((layer[other] + 1 for other in before[state]), default=0)
    return layer


class Layout:
    """Where everything stands. `box` and `label`: (left, top, right, bottom) by name and by edge; `line`: points by edge."""

    def __init__(self, dot):
        edges = read_dot(dot)
        depth = layers_of(edges)
        self.loops = {start: label for start, end, label in edges if start == end}
        self.nodes, self.layer, self.links, self.chains = [], [], [], {}
        state = {}
        for name, at in depth.items():
            width = width_of(name, BOX_FONT, bold=True) + 2 * BOX_PADDING
            loop = LOOP + width_of(self.loops[name], LABEL_FONT) + LABEL_OFFSET if name in self.loops else 0
            state[name] = self.add(Node("box", name, width + loop, BOX_HEIGHT, width / 2), 2 * at)
        for start, end, label in edges:
            if start == end:
                continue
            top, bottom = 2 * depth[start], 2 * depth[end]
            chain = [state[start]]
            for at in range(top + 1, bottom):
                beside = Node("label", label, LABEL_OFFSET + width_of(label, LABEL_FONT), LABEL_HEIGHT, 0)
                chain.append(self.add(beside if at == top + 1 else Node("way", "", 0, 0, 0), at))
            chain.append(state[end])
            self.chains[start, end] = chain
            self.links += zip(chain, chain[1:])
        self.rows = [[n for n in range(len(self.nodes)) if self.layer[n] == at] for at in range(max(self.layer) + 1)]
        self.near = {n: ([], []) for n in range(len(self.nodes))}
        for upper, lower in self.links:
            self.near[upper][1].append(lower)
            self.near[lower][0].append(upper)
        self.order()
        self.place()
        self.measure()

    def add(self, node, layer):
        self.nodes.append(node)
        self.layer.append(layer)
        return len(self.nodes) - 1

    def weight(self, upper, lower):
        """Of a crossing: in the middle of two long edges it would bend them."""
        return 1 if "box" in (self.nodes[upper].kind, self.nodes[lower].kind) else 4

    def crossings(self, rows):
        at = {n: i for row in rows for i, n in enumerate(row)}
        pairs = collections.defaultdict(list)
        for upper, lower in self.links:
            pairs[self.layer[upper]].append((at[upper], at[lower], self.weight(upper, lower)))
        return sum(a[2] * b[2] for row in pairs.values() for i, a in enumerate(row) for b in row[:i]
                   if (a[0] - b[0]) * (a[1] - b[1]) < 0)

    def order(self):
        """The order within each row with the fewest crossings that was found."""
        best, fewest, dice = self.rows, None, 1
        for _ in range(BEGINNINGS):
            rows = [list(row) for row in best]
            if fewest is not None:
                for row in rows:  # shuffled, the same way every time
                    for i in range(len(row) - 1, 0, -1):
                        dice = (dice * 1103515245 + 12345) % 2**31
                        j = (dice >> 16) % (i + 1)
                        row[i], row[j] = row[j], row[i]
            for turn in range(12):
                self.sort_by_neighbours(rows, turn % 2)
                self.swap_neighbours(rows)
            found = self.crossings(rows)
            if fewest is None or found < fewest:
                best, fewest = rows, found
        self.rows = best

    def sort_by_neighbours(self, rows, up):
        at = {n: i / max(1, len(row) - 1) for row in rows for i, n in enumerate(row)}
        for row in (rows[::-1] if up else rows):
            mean = {}
            for n in row:
                near = self.near[n][up]
                mean[n] = math.fsum(at[m] for m in near) / len(near) if near else at[n]
            row.sort(key=lambda n: mean[n])
            at.update({n: i / max(1, len(row) - 1) for i, n in enumerate(row)})

    def swap_neighbours(self, rows):
        at = {n: i for row in rows for i, n in enumerate(row)}

        def cost(left, right):
            return sum(self.weight(*sorted((left, a))) * self.weight(*sorted((right, b)))
                       for side in (0, 1) for a in self.near[left][side] for b in self.near[right][side] if at[a] > at[b])

        better = True
        while better:
            better = False
            for row in rows:
                for i in range(len(row) - 1):
                    left, right = row[i], row[i + 1]
                    if cost(right, left) < cost(left, right):
                        row[i], row[i + 1] = right, left
                        at[left], at[right] = i + 1, i
                        better = True

    def gap(self, left, right):
        kinds = {self.nodes[left].kind, self.nodes[right].kind}
        return BOX_GAP if kinds == {"box"} else WAY_GAP if "way" in kinds else LABEL_GAP

    def apart(self, left, right):
        return self.nodes[left].width - self.nodes[left].anchor + self.gap(left, right) + self.nodes[right].anchor

    def blocks(self):
        """Node -> what moves as one: an edge's label and way, with a box that has no other edge on that side. What would
        have to be left and right of the same at once is taken apart."""
        block = list(range(len(self.nodes)))
        for chain in self.chains.values():
            first = 0 if len(self.near[chain[0]][1]) == 1 else 1
            last = len(chain) - (0 if len(self.near[chain[-1]][0]) == 1 else 1)
            joined = {block[n] for n in chain[first:last]}
            block = [min(joined) if b in joined else b for b in block]
        while True:
            before = {b: [] for b in block}
            for row in self.rows:
                for left, right in zip(row, row[1:]):
                    before[block[right]].append(block[left])
            try:
                return block, list(graphlib.TopologicalSorter(before).static_order())
            except graphlib.CycleError as circle:
                split = max(circle.args[1], key=block.count)
                block = [n if b == split else b for n, b in enumerate(block)]

    def ports(self):
        """(edge, end) -> how far beside its box's middle it leaves or arrives: in the order of what they lead to."""
        at = {n: i for row in self.rows for i, n in enumerate(row)}
        out = {}
        for end in (0, 1):
            for n in (n for n, node in enumerate(self.nodes) if node.kind == "box"):
                edges = [edge for edge, chain in self.chains.items() if chain[-end] == n]
                edges.sort(key=lambda edge: at[self.chains[edge][-2 if end else 1]])
                step = min(PORT_GAP, (2 * self.nodes[n].anchor - 16) / max(1, len(edges)))
                for i, edge in enumerate(edges):
                    out[edge, end] = round((i - (len(edges) - 1) / 2) * step)
        return out

    def place(self):
        """x of each anchor: edges as straight as may be, nothing nearer to its neighbours than it should."""
        block, sequence = self.blocks()
        ports = self.port = self.ports()
        pulls = collections.defaultdict(list)  # block -> [(other, how far beside it)]
        for edge, chain in self.chains.items():
            for at, (upper, lower) in enumerate(zip(chain, chain[1:])):
                beside = (ports[edge, 0] if at == 0 else 0) - (ports[edge, 1] if at == len(chain) - 2 else 0)
                a, b = block[upper], block[lower]
                if a != b:
                    pulls[a].append((b, -beside))
                    pulls[b].append((a, beside))
        limits = {}
        for row in self.rows:
            for left, right in zip(row, row[1:]):
                pair = block[left], block[right]
                limits[pair] = max(limits.get(pair, 0), self.apart(left, right))

        x = {}
        for b in sequence:
            x[b] = max((x[left] + least for (left, right), least in limits.items() if right == b), default=0.0)
        for _ in range(ROUNDS):
            for b, others in pulls.items():
                x[b] += 0.3 * (math.fsum(x[other] + beside for other, beside in others) / len(others) - x[b])
            for _ in range(2):
                for (left, right), least in limits.items():
                    missing = x[left] + least - x[right]
                    if missing > 0:
                        x[left] -= missing / 2
                        x[right] += missing / 2
        x = {b: round(value) for b, value in x.items()}
        for b in sequence:
            x[b] = max([x[b], *(x[left] + round(least) for (left, right), least in limits.items() if right == b)])
        shift = MARGIN - min(x[block[n]] - round(node.anchor) for n, node in enumerate(self.nodes))
        self.x = [x[block[n]] + shift for n in range(len(self.nodes))]

    def measure(self):
        """From places to rectangles and lines, in whole pixels."""
        y, tops = MARGIN, []
        for row in self.rows:
            height = max(self.nodes[n].height for n in row)
            tops.append((y, height))
            y += height + LAYER_GAP
        self.box, self.label, self.line, self.loop_label = {}, {}, {}, {}
        for n, node in enumerate(self.nodes):
            top, height = tops[self.layer[n]]
            if node.kind == "box":
                half = round(node.anchor)
                middle = self.x[n]
                self.box[node.name] = (middle - half, top, middle + half, top + BOX_HEIGHT)
                if node.name in self.loops:
                    left = middle + half + LOOP + LABEL_OFFSET
                    right = round(left + width_of(self.loops[node.name], LABEL_FONT))
                    self.loop_label[node.name] = (left, top + 8, right, top + 26)
        for edge, chain in self.chains.items():
            points = [(self.x[chain[0]] + self.port[edge, 0], self.box[edge[0]][3])]
            for n in chain[1:-1]:
                top, height = tops[self.layer[n]]
                middle = self.x[n]
                points += [(middle, top), (middle, top + height)]
                if self.nodes[n].kind == "label":
                    self.label[edge] = (middle + LABEL_OFFSET, top, round(middle + self.nodes[n].width), top + height)
            points.append((self.x[chain[-1]] + self.port[edge, 1], self.box[edge[1]][1]))
            self.line[edge] = points
        corners = [*self.box.values(), *self.label.values(), *self.loop_label.values()]
        self.width = max(max(c[2] for c in corners), round(self.legend_width()) + MARGIN) + MARGIN
        self.height = max(c[3] for c in corners) + MARGIN + 36

    def legend_width(self):
        return math.fsum(18 + width_of(text, LABEL_FONT) + 24 for _, text in LEGEND)


def kind_of(state, first):
    return "end" if state in (first, "Connected") else "here" if state.startswith("Await") else "peer"


def path(points):
    """Straight through labels, curved between."""
    text = [f"M{points[0][0]},{points[0][1]}"]
    for i, (x, y) in enumerate(points[1:]):
        px, py = points[i]
        bend = (y - py) / 2
        text.append(f"L{x},{y}" if px == x else f"C{px},{py + bend:g} {x},{y - bend:g} {x},{y}")
    return " ".join(text)


def draw(dot, title):
    layout = Layout(dot)
    first = next(iter(layout.box))
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{layout.width}" height="{layout.height}" '
           f'viewBox="0 0 {layout.width} {layout.height}" role="img" font-family="Helvetica, Arial, sans-serif">',
           f"<title>{html.escape(title)}</title>",
           "<!-- Written by draw.py from the .dot beside it. -->",
           f'<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="5.5" markerHeight="5.5" orient="auto">'
           f'<path d="M0,0 L8,4 L0,8 z" fill="{LINE}"/></marker></defs>',
           f'<g fill="none" stroke="{LINE}" stroke-width="1.5">']
    out += [f'<path d="{path(points)}" marker-end="url(#tip)"/>' for points in layout.line.values()]
    for name in layout.loops:
        _, top, right, _ = layout.box[name]
        far = right + LOOP + 6
        out.append(f'<path d="M{right},{top + 9} C{far},{top - 2} {far},{top + 36} {right},{top + 25}" '
                   'marker-end="url(#tip)"/>')
    out.append("</g>")
    out.append(f'<g font-size="{BOX_FONT}" font-weight="600" fill="#ffffff" text-anchor="middle">')
    for name, (left, top, right, bottom) in layout.box.items():
        out.append(f'<rect x="{left}" y="{top}" width="{right - left}" height="{bottom - top}" rx="6" '
                   f'fill="{COLOURS[kind_of(name, first)]}"/><text x="{(left + right) / 2:g}" y="{top + 22}">{name}</text>')
    out.append("</g>")
    out.append(f'<g font-size="{LABEL_FONT}" fill="{TEXT}">')
    labels = {(start, end): label for start, end, label in read_dot(dot)}
    for edge, (left, top, _, _) in layout.label.items():
        out.append(f'<text x="{left}" y="{top + 13}">{labels[edge]}</text>')
    for name, (left, top, _, _) in layout.loop_label.items():
        out.append(f'<text x="{left}" y="{top + 13}">{layout.loops[name]}</text>')
    x, y = MARGIN, layout.height - MARGIN
    for kind, text in LEGEND:
        out.append(f'<rect x="{x}" y="{y - 10}" width="12" height="12" rx="3" fill="{COLOURS[kind]}"/>'
                   f'<text x="{x + 18}" y="{y}">{text}</text>')
        x += round(18 + width_of(text, LABEL_FONT) + 24)
    out.append("</g>")
    return "\n".join([*out, "</svg>", ""])


def title_of(name):
    """tls13_client -> The client of TLS 1.3"""
    version, role = name.split("_")
    return f"The {role} of TLS {version[3]}.{version[4]}"


if __name__ == "__main__":
    for dot_file in sorted(pathlib.Path(__file__).resolve().parent.glob("*.dot")):
        dot_file.with_suffix(".svg").write_text(draw(dot_file.read_text(), title_of(dot_file.stem)))
