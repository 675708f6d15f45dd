"""Who stands over whom, in layers: a drawing order in which lines run one way and rarely cross."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

Arrow = tuple[str, str]  # superior, subordinate
_SWEEPS = 4


def layered(nodes: Iterable[str], arrows: Iterable[Arrow]) -> tuple[tuple[str, ...], ...]:
    """Return the nodes in layers, each node below everyone who stands over it.

    Where the records contradict each other (A over B and B over A) the arrow that closes the ring
    is left out of the reckoning. The same input, in any order, gives the same layers.
    """
    names = sorted(set(nodes))
    forward = _without_rings(names, sorted(set(arrows)))
    depth = _depths(names, forward)
    layers = [
        [name for name in names if depth[name] == level]
        for level in range(max(depth.values(), default=-1) + 1)
    ]
    above, below = _neighbours(forward), _neighbours((b, a) for a, b in forward)
    for _ in range(_SWEEPS):
        for level in range(1, len(layers)):
            layers[level] = _near(layers[level], layers[level - 1], below)
        for level in range(len(layers) - 2, -1, -1):
            layers[level] = _near(layers[level], layers[level + 1], above)
    return tuple(tuple(layer) for layer in layers)


def _without_rings(names: Sequence[str], arrows: Sequence[Arrow]) -> list[Arrow]:
    """Drop each arrow that leads back to a node on the way to it (and from a node to itself)."""
    below = _neighbours(arrows)
    kept: list[Arrow] = []
    done: set[str] = set()
    for root in names:
        path: list[str] = [root] if root not in done else []
        waiting = {root: iter(below[root])}
        while path:
            node = path[-1]
            following = next(waiting[node], None)
            if following is None:
                done.add(path.pop())
                continue
            if following in path:
                continue
            kept.append((node, following))
            if following not in done:
                waiting[following] = iter(below[following])
                path.append(following)
    return kept


def _depths(names: Sequence[str], arrows: Sequence[Arrow]) -> dict[str, int]:
    depth = dict.fromkeys(names, 0)
    for _ in names:  # the longest way has fewer steps than there are nodes
        for superior, subordinate in arrows:
            depth[subordinate] = max(depth[subordinate], depth[superior] + 1)
    return depth


def _near(
    layer: Sequence[str], beside: Sequence[str], neighbours: Mapping[str, Sequence[str]]
) -> list[str]:
    """Order a layer by the mean place of each node's neighbours in the layer beside it."""
    place = {name: index for index, name in enumerate(beside)}

    def mean(item: tuple[int, str]) -> tuple[float, int]:
        index, name = item
        found = [place[each] for each in neighbours.get(name, ()) if each in place]
        return (sum(found) / len(found) if found else float(index)), index

    return [name for _, name in sorted(enumerate(layer), key=mean)]


def _neighbours(arrows: Iterable[Arrow]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for start, end in arrows:
        found[start].append(end)
    return found
