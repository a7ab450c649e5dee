"""What the contestants in Python share: the protocol (see Child.java), the rows, the loop over batches."""

import gzip
import json
import os
import sys
import time
import traceback
from types import SimpleNamespace

import numpy as np

COLUMNS, TRAIN = 20, 100_000


def _idx(folder, name, header):
    path = os.path.join(folder, name)
    opener = gzip.open if os.path.exists(path + ".gz") else open
    with opener(path + ".gz" if opener is gzip.open else path, "rb") as file:
        return np.frombuffer(file.read(), np.uint8, offset=header)


def mnist(folder):
    """Images in [0, 1] as float32 [rows, 784], and labels: of training, then of the test."""
    parts = []
    for part in ("train", "t10k"):
        pixels = _idx(folder, part + "-images-idx3-ubyte", 16).reshape(-1, 784)
        images = np.multiply(pixels, np.float32(1 / 255), dtype=np.float32)
        parts += [images, _idx(folder, part + "-labels-idx1-ubyte", 8).astype(np.int64)]
    return parts


def numbers(file):
    """The generated table: see Rows.java."""
    rows = np.fromfile(file, "<f4").reshape(-1, COLUMNS + 1)
    x, y = np.ascontiguousarray(rows[:, :COLUMNS]), np.ascontiguousarray(rows[:, COLUMNS:])
    return [x[:TRAIN], y[:TRAIN], x[TRAIN:], y[TRAIN:]]


def initial(workload, seed=42):
    """Weights [inputs, outputs] of each layer; biases start at zero."""
    random = np.random.default_rng(seed)
    weights = []
    for layer in range(len(workload.sizes) - 1):
        n, m = workload.sizes[layer], workload.sizes[layer + 1]
        hidden = layer < len(workload.sizes) - 2
        if hidden and workload.activation == "relu" and not workload.batchNorm:
            w = random.normal(0, np.sqrt(2 / n), (n, m))
        else:
            limit = np.sqrt(6 / (n + m))
            w = random.uniform(-limit, limit, (n, m))
        weights.append(w.astype(np.float32))
    return weights


def score(workload, outputs, targets):
    """Accuracy of classes, R² of numbers."""
    if workload.classes:
        return float((outputs.argmax(1) == targets).mean())
    errors = np.square(outputs - targets, dtype=np.float64).sum()
    return float(1 - errors / np.square(targets - targets.mean(), dtype=np.float64).sum())


def timed(seconds, call):
    """The median time of a call."""
    clock = time.perf_counter
    times = []
    begin = clock()
    while len(times) < 3 or clock() - begin < seconds:
        before = clock()
        call()
        times.append(clock() - before)
    return {"calls": len(times), "medianMicros": float(np.median(times)) * 1e6}


class Contestant:
    """Trains batch by batch; a subclass says how a step is made.

    load(x, y, test_x, test_y), start() with new weights, shuffle(), step(begin, end) on rows of the shuffled
    order, loss() of the last step, outputs() of the test rows, predict(rows) as something to call, and settings
    to choose from: choices(), choose(one).
    """

    def prepare(self, workload, folder, file):
        self.workload = workload
        x, y, test_x, self.test_y = mnist(folder) if workload.classes else numbers(file)
        self.rows = len(x)
        self.load(x, y, test_x, self.test_y)
        self.start()
        self.position = self.rows
        self.note = self.tune()

    def choices(self):
        return []

    def tune(self):
        """Takes the fastest of the settings, each measured three times in turn."""
        choices = self.choices()
        if not choices:
            return ""
        rates = [0.0] * len(choices)
        for turn in range(4):
            for i, choice in enumerate(choices):
                self.choose(choice)
                made = self.round(0.05 if turn == 0 else 0.15)
                rates[i] = max(rates[i], made["samples"] / made["seconds"])
        best = choices[rates.index(max(rates))]
        self.choose(best)
        return ", ".join(f"{name} {value}" for name, value in best.items())

    def next(self):
        """The rows [begin, end) of the next step in the epoch's order."""
        begin = self.position
        if begin >= self.rows:
            self.shuffle()
            begin = 0
        self.position = min(begin + self.workload.batch, self.rows)
        return begin, self.position

    def epoch(self):
        self.start()
        self.position = self.rows
        total, done = 0.0, 0
        begin = time.perf_counter()
        while done < self.rows:
            rows = self.next()
            self.step(*rows)
            total += self.loss() * (rows[1] - rows[0])
            done += rows[1] - rows[0]
        seconds = time.perf_counter() - begin
        accuracy = score(self.workload, self.outputs(), self.test_y)
        return {"samples": done, "seconds": seconds, "loss": total / done, "accuracy": accuracy}

    def round(self, seconds):
        clock = time.perf_counter
        done = 0
        begin = clock()
        while clock() - begin < seconds:
            rows = self.next()
            self.step(*rows)
            done += rows[1] - rows[0]
        took = clock() - begin
        return {"samples": done, "seconds": took, "loss": self.loss()}

    def infer(self, rows, seconds):
        return timed(seconds, self.predict(rows))


def serve(contestant):
    """Answers commands until told to quit. What a library prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    folder, file = sys.argv[-2:]
    for line in sys.stdin:
        command, _, rest = line.strip().partition(" ")
        if command == "quit":
            break
        try:
            if command == "prepare":
                workload = SimpleNamespace(**json.loads(rest))
                workload.classes = workload.sizes[-1] > 1
                contestant.prepare(workload, folder, file)
                answer = {"note": contestant.note}
            elif command == "epoch":
                answer = contestant.epoch()
            elif command == "round":
                answer = contestant.round(float(rest))
            elif command == "infer":
                rows, seconds = rest.split()
                answer = contestant.infer(int(rows), float(seconds))
            else:
                answer = {"error": "unknown command: " + command}
        except Exception as problem:
            traceback.print_exc()
            answer = {"error": repr(problem)[:300]}
        print(json.dumps(answer), file=answers, flush=True)
