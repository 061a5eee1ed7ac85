"""`python -m hr_report.cli`, where the command itself is not on the path."""

from hr_report.cli import main

if __name__ == "__main__":
    main(prog_name="hr-report")
