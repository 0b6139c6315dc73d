"""A worker that does what a job says, for tests: `python -m stand_in_worker [never]`."""

from __future__ import annotations

import os
import sys
import time

from quotekit.web.work.workers import DONE, FAILED, REFUSED, give, next_job


def main() -> None:
    if "never" in sys.argv:
        sys.exit("no such model")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    give(answers)
    while (job := next_job(sys.stdin.buffer)) is not None:
        print("noise on standard output")
        time.sleep(job.get("sleep", 0))
        if "die" in job:
            os._exit(job["die"])
        kind = {"refuse": REFUSED, "fail": FAILED}.get(job.get("how", ""), DONE)
        give(answers, kind, job.get("say", "") * job.get("times", 1) or str(os.getpid()))


if __name__ == "__main__":
    main()
