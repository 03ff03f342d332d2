"""Runs a command on every part of a folder, each on a worker of a Dask cluster.

    map.py SCHEDULER IN OUT COMMAND ...

{in} and {out} in the command are the part and the file that it is to write. A part whose command was ended, or whose
worker was, is given to a worker again: a command must write its file whole or not at all, as `score` does.
"""
import os
import subprocess
import sys

ATTEMPTS = 4


def run(command, part, target):
    words = [word.replace("{in}", part).replace("{out}", target) for word in command]
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{part}: the command ended with {done.returncode}. {done.stderr[-1000:]}")


def main():
    from distributed import Client

    scheduler, source, target, *command = sys.argv[1:]
    os.makedirs(target, exist_ok=True)
    names = sorted(os.listdir(source))
    with Client(scheduler) as client:
        client.gather(
            [
                client.submit(
                    run,
                    command,
                    os.path.join(os.path.abspath(source), name),
                    os.path.join(os.path.abspath(target), name),
                    retries=ATTEMPTS - 1,
                    pure=False,
                )
                for name in names
            ]
        )
    print(f"{len(names)} parts -> {target}")


if __name__ == "__main__":
    main()
