
(() => {
  "use strict";
  const root = document.documentElement;
  const collator = new Intl.Collator(root.lang, { numeric: true });
  const turns = { none: "ascending", ascending: "descending", descending: "none" };

  // A cell that runs over others stands for the first of them; the rest are empty.
  const cellAt = (row, column) => {
    let left = column;
    for (const cell of row.cells) {
      if (left < cell.colSpan) return left ? null : cell;
      left -= cell.colSpan;
    }
    return null;
  };

  // What a row is sorted by: the cell's rank, or its text; null where it has none.
  const value = (row, column, kind) => {
    const cell = cellAt(row, column);
    if (kind === "rank") return cell && "sort" in cell.dataset ? Number(cell.dataset.sort) : null;
    return (cell && cell.textContent.trim()) || null;
  };

  const compared = (one, other) =>
    typeof one === "number" ? one - other : collator.compare(one, other);

  // Always from the order in which the report has the rows, so that equal ones keep it.
  const sorted = (rows, column, kind, direction) => {
    const sign = direction === "ascending" ? 1 : -1;
    const keyed = rows.map((row) => ({ row, key: value(row, column, kind) }));
    const full = keyed.filter(({ key }) => key !== null).sort((a, b) => sign * compared(a.key, b.key));
    return [...full, ...keyed.filter(({ key }) => key === null)].map(({ row }) => row);
  };

  for (const table of document.querySelectorAll("table")) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const heads = [...table.querySelectorAll("thead th")];
    if (rows.length < 2) continue;
    heads.forEach((head, index) => {
      const kind = head.dataset.kind;
      if (!kind) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const direction = turns[head.ariaSort];
        for (const each of heads) if (each.hasAttribute("aria-sort")) each.ariaSort = "none";
        head.ariaSort = direction;
        body.replaceChildren(...(direction === "none" ? rows : sorted(rows, index, kind, direction)));
      });
    });
  }

  const scheme = document.getElementById("scheme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  scheme.hidden = false;
  scheme.addEventListener("click", () => {
    const shown = root.style.colorScheme || (dark.matches ? "dark" : "light");
    root.style.colorScheme = shown === "dark" ? "light" : "dark";
  });
})();
