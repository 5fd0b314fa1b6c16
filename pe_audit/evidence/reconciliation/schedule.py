"""Whether anything in a project runs its reconciliation by the clock."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.reconciliation.settling import settling_of
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.project import Project
    from pe_audit.evidence.settings import SettingsFile
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

# Records are read from a file: what runs on it is a job, not a page.
_READS = expression(
    r"\b(?:csv\.(?:DictReader|reader|NewReader)|read_csv|fgetcsv|str_getcsv|SplFileObject|csv-parse|papaparse|Papa\.parse"
    r"|parseCsv|csvParse|CSVReader|CSVParser|CSVFormat|CsvReader|CsvParser|CSV\.(?:foreach|read|parse|open)|ZipFile|tarfile"
    r"|ZipArchive|AdmZip|unzipper|JSZip|ZipInputStream|zip\.OpenReader|Zip::File|File\.ReadLines|Files\.(?:lines|readAllLines)"
    r"|bufio\.NewScanner|createInterface)\b|\bcsv\s*\(|\b(?:columns|header):\s*true"
)
_BY_CLOCK = expression(
    r"@Scheduled\b|@Cron\b|@Interval\b|\bcrontab\(|add_periodic_task|periodic_task|beat_schedule|CELERYBEAT|schedule\.every"
    r"|\bcron\.schedule\(|new\s+Cron(?:Job)?\(|scheduleJob\(|agenda\.every|\brepeat\s*:|\brepeatable\b|setInterval\(|onSchedule\("
    r"|\.schedule\(|\$schedule->|Schedule::(?:command|job|call)|->(?:daily|dailyAt|hourly|cron|everyMinute|twiceDaily)\("
    r"|#\[AsCronTask|#\[AsPeriodicTask|wp_schedule_event|RecurringJob|AddOrUpdate\(|WithCronSchedule|CronExpression|TimerTrigger"
    r"|PeriodicTimer|BackgroundService|Sidekiq::Cron|sidekiq_options|\bevery[\s(]+(?::|\d)|Rufus|\bAddFunc\(|\bgocron\b|NewTicker\("
    r"|add_job\(|BlockingScheduler|AsyncIOScheduler|repeat_every|dramatiq_crontab|\bperiodic\(|perform_in|kind:\s*CronJob"
    r"|^[ \t-]{0,60}[\"']?(?:cron|schedule|crons|rate)[\"']?\s*[:=]|OnCalendar|OnUnitActiveSec|schedule_expression"
    r"|ScheduleExpression"
    r"|aws_cloudwatch_event_rule|aws_scheduler_schedule|google_cloud_scheduler_job"
    r"|(?:^|\s)(?:[\d*/,-]{1,12}[ \t]{1,4}){4}[\d*/,-]{1,12}\s",
    re.MULTILINE,
)
_UNREAD = expression(r"(?i)(?:^|/)(?:crontab[^/]*|cron\.(?:d|daily|hourly)/[^/]+|[^/]+\.(?:cron|crontab|timer))$")
_NEAR = 400  # characters around a schedule in which it says what it runs
_MOST = 200


class Job(NamedTuple):
    """One function that reads the records of settlements."""

    source: SourceFile
    function: Syntax

    @property
    def name(self) -> str:
        return self.function.name or "(top)"


def jobs(source: SourceFile) -> Iterator[Job]:
    """The first of a file, if there is one. Raises `Unreadable`."""
    if deployment_of(source.file).environment in (Environment.TEST, Environment.EXAMPLE):
        return
    settling = settling_of(source)
    if not settling.is_payment:
        return
    for match in _READS.finditer(source.file.data.decode("latin-1")):
        span = source.span(*match.span())
        if settling.holds(span) and source.function(span) is not None:
            yield Job(source, settling.around(span))
            return


def scheduled_in(part: SourceFile | SettingsFile, names: frozenset[str]) -> bool:
    """Whether a file runs one of these functions or classes, or anything named for settlements, by the clock."""
    text = part.file.text
    about_file = says(part.uri, "reconciliation")
    for number, match in enumerate(_BY_CLOCK.finditer(text)):
        if number >= _MOST:
            break
        near = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        if about_file or says(near, "reconciliation") or any(name in near for name in names):
            return True
    if part.looks_at == "settings" and _BY_CLOCK.search(text):
        return says(text[:20_000], "reconciliation") or any(name in text for name in names)
    return False


def names_of(found: list[Job]) -> frozenset[str]:
    """What schedules may call these jobs: functions, their classes, their files."""
    names = set()
    for job in found:
        names.add(job.name)
        names.update(one.name for one in job.source.around(job.function, "class"))
        names.add(job.source.uri.rpartition("/")[2].rpartition(".")[0])
    return frozenset(name for name in names if len(name) > 5)


def unread_schedules(project: Project) -> list[str]:
    """Files that are schedules by their names, which nobody reads here."""
    read = {one.uri for one in project.sources} | {one.uri for one in project.settings}
    return sorted(uri for uri in project.uris if _UNREAD.search(uri) and uri not in read)
