"""Diagnostics as JUnit XML, which Jenkins, GitLab and most other servers read.

There is no specification: this keeps to the schema of Jenkins' xUnit plugin (``junit-10.xsd``), and to what GitLab
reads, told at https://docs.gitlab.com/ci/testing/unit_test_reports/. GitLab knows a test by its class and its name.
"""

from collections import Counter
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from dealtrack.diagnostics import Severity, path_text
from dealtrack.files.places import PinnedDiagnostic
from dealtrack.render.diagnostics.registry import Omitted, Run, Style, reports
from dealtrack.render.diagnostics.wording import counted, head, help_line, more, short_help
from dealtrack.render.harmless import one_line


@reports("junit")
def junit(run: Run, style: Style) -> str:
    """A suite a file. What fails the run is a failure; what does not is in the suite's output; a clean file passes."""
    by_file: dict[str, list[PinnedDiagnostic]] = {f"{run.prefix}{file}": [] for file in run.files}
    for each in run.in_repository:
        by_file.setdefault(each.at.place.file, []).append(each)
    failing = {Severity.ERROR, Severity.WARNING} if run.strict else {Severity.ERROR}
    left_out = {f"{run.prefix}{each.file}": each for each in run.omitted}
    suites = [_suite(one_line(file), found, failing, left_out.get(file)) for file, found in sorted(by_file.items())]
    root = Element("testsuites", {"name": "dealtrack validate", **_counts(suites)})
    root.extend(suites)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _counts(suites: Sequence[Element]) -> dict[str, str]:
    return {key: str(sum(int(suite.get(key, 0)) for suite in suites)) for key in ("tests", "failures", "errors")}


def _suite(
    file: str, found: Sequence[PinnedDiagnostic], failing: set[Severity], omitted: Omitted | None = None
) -> Element:
    """The tests of one file. Those that are *omitted* are one of their own, if any of them fails the run."""
    failures = [each for each in found if each.diagnostic.severity in failing]
    others = [each for each in found if each.diagnostic.severity not in failing]
    count = len(failures) + (omitted is not None and omitted.severity in failing)
    suite = Element(
        "testsuite", name=file, file=file, tests=str(count or 1), failures=str(count), errors="0",
        skipped="0", time="0",
    )  # fmt: skip
    if not count:
        SubElement(suite, "testcase", classname=file, name="validates", time="0")
    names: Counter[str] = Counter()
    for each in failures:
        name = one_line(f"{each.diagnostic.code} {each.diagnostic.name} {path_text(each.at.place.path)}".strip())
        names[name] += 1
        suite.append(_case(file, f"{name} #{names[name]}" if names[name] > 1 else name, each))
    if count > len(failures) and omitted:
        suite.append(_omitted_case(file, omitted))
    # No path begins a line: one that begins with :: would be a command in a log.
    told = "".join(f"\n- {head(each)}{short_help(each)}" for each in others)
    if omitted and count == len(failures):
        told += f"\n- {file}: {more(omitted)}"
    if told:
        SubElement(suite, "system-out").text = f"{counted(len(others), 'remark')}:{told}\n"
    return suite


def _omitted_case(file: str, omitted: Omitted) -> Element:
    case = Element("testcase", classname=file, name="not shown", time="0")
    SubElement(case, "failure", type=omitted.severity.value, message=more(omitted)).text = f"{file}: {more(omitted)}"
    return case


def _case(file: str, name: str, found: PinnedDiagnostic) -> Element:
    """A test that failed; GitLab shows the text of its failure alone, so that has everything."""
    diagnostic = found.diagnostic
    case = Element("testcase", classname=file, name=name, time="0")
    failure = SubElement(case, "failure", type=diagnostic.severity.value, message=one_line(diagnostic.message))
    failure.text = head(found) + help_line(found)
    return case
