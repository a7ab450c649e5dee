"""NumPy in float32, passes written by hand into buffers that are made once, Adam in blocks that stay in the cache."""

import numpy as np
import threadpoolctl

import contest

BETA1, BETA2, EPSILON = np.float32(0.9), np.float32(0.999), np.float32(1e-8)


class Adam:
    """m and v are kept divided by 1−β₁ and 1−β₂."""

    def __init__(self, values, gradients, rate, block):
        self.rate, self.steps = rate, 0
        m, v = np.zeros_like(values), np.zeros_like(values)
        a, b = np.empty((2, min(block, len(values))), np.float32)
        self.parts = []
        for i in range(0, len(values), block):
            part = [t[i : i + block] for t in (values, gradients, m, v)]
            self.parts.append(part + [a[: len(part[0])], b[: len(part[0])]])

    def step(self):
        self.steps += 1
        scale = ((1 - 0.999) / (1 - 0.999**self.steps)) ** 0.5
        factor = np.float32(self.rate * (1 - 0.9) / (1 - 0.9**self.steps) / scale)
        epsilon = np.float32(EPSILON / scale)
        for w, g, m, v, a, b in self.parts:
            np.multiply(m, BETA1, out=m)
            np.add(m, g, out=m)
            np.multiply(v, BETA2, out=v)
            np.multiply(g, g, out=a)
            np.add(v, a, out=v)
            np.sqrt(v, out=a)
            np.add(a, epsilon, out=a)
            np.divide(m, a, out=b)
            np.multiply(b, factor, out=b)
            np.subtract(w, b, out=w)


class Pass:
    def __init__(self, sizes, rows):
        self.rows = rows
        self.h = [np.empty((rows, n), np.float32) for n in sizes]
        self.d = [np.empty((rows, n), np.float32) for n in sizes]
        self.active = [np.empty((rows, n), bool) for n in sizes]
        self.ones = np.full(rows, 1, np.float32)
        self.every = np.arange(rows)


class NumpyHand(contest.Contestant):
    def __init__(self):
        self.block = 1 << 15
        self.random = np.random.default_rng(7)

    def choices(self):
        blocks = [1 << 15] if self.workload.optimizer == "sgd" else [1 << 14, 1 << 16]
        return [{"threads": threads, "block": block} for threads in (1, 2) for block in blocks]

    def choose(self, choice):
        threadpoolctl.threadpool_limits(choice["threads"])
        self.block = choice["block"]
        self.start()

    def load(self, x, y, test_x, test_y):
        self.x, self.y, self.test_x = x, y, test_x
        self.passes = {}

    def start(self):
        weights = contest.initial(self.workload)
        lengths = [n for w in weights for n in (w.size, w.shape[1])]
        cuts = np.cumsum(lengths)[:-1]
        self.values, self.gradients = np.zeros((2, sum(lengths)), np.float32)
        v, g = np.split(self.values, cuts), np.split(self.gradients, cuts)
        self.w = [part.reshape(w.shape) for part, w in zip(v[::2], weights)]
        self.dw = [part.reshape(w.shape) for part, w in zip(g[::2], weights)]
        self.b, self.db = v[1::2], g[1::2]
        for part, w in zip(self.w, weights):
            part[...] = w
        self.adam = Adam(self.values, self.gradients, self.workload.rate, self.block)

    def shuffle(self):
        self.order = self.random.permutation(self.rows)

    def step(self, begin, end):
        p = self.passes.get(end - begin)
        if p is None:
            p = self.passes[end - begin] = Pass(self.workload.sizes, end - begin)
        rows = self.order[begin:end]
        np.take(self.x, rows, 0, out=p.h[0], mode="clip")
        p.t = self.y[rows]
        self.forward(p)
        self.backward(p)
        self.last = p
        if self.workload.optimizer == "adam":
            self.adam.step()
        else:
            np.multiply(self.gradients, np.float32(self.workload.rate), out=self.gradients)
            np.subtract(self.values, self.gradients, out=self.values)

    def forward(self, p):
        last = len(self.w) - 1
        for i in range(last + 1):
            z = np.dot(p.h[i], self.w[i], out=p.h[i + 1])
            np.add(z, self.b[i], out=z)
            if i < last and self.workload.activation == "relu":
                np.maximum(z, 0, out=z)
            elif i < last:
                np.negative(z, out=z)
                np.exp(z, out=z)
                np.add(z, 1, out=z)
                np.reciprocal(z, out=z)

    def backward(self, p):
        y, d = p.h[-1], p.d[-1]
        if self.workload.classes:
            np.subtract(y, y.max(1, keepdims=True), out=d)
            np.exp(d, out=d)
            np.divide(d, d.sum(1, keepdims=True), out=d)
            d[p.every, p.t] -= 1
        else:
            np.subtract(y, p.t, out=d)
        np.multiply(d, np.float32(1 / p.rows), out=d)
        for i in range(len(self.w) - 1, -1, -1):
            d = p.d[i + 1]
            np.dot(p.h[i].T, d, out=self.dw[i])
            np.dot(p.ones, d, out=self.db[i])
            if i == 0:
                continue
            h, below = p.h[i], np.dot(d, self.w[i].T, out=p.d[i])
            if self.workload.activation == "relu":
                np.greater(h, 0, out=p.active[i])
                np.multiply(below, p.active[i], out=below)
            else:
                np.multiply(below, h, out=below)
                np.subtract(1, h, out=h)
                np.multiply(below, h, out=below)

    def loss(self):
        p = self.last
        if self.workload.classes:
            z = p.h[-1] - p.h[-1].max(1, keepdims=True)
            return float((np.log(np.exp(z).sum(1)) - z[p.every, p.t]).mean())
        return float(np.square(p.h[-1] - p.t).mean() / 2)

    def outputs(self):
        p = Pass(self.workload.sizes, len(self.test_x))
        p.h[0] = self.test_x
        self.forward(p)
        return p.h[-1]

    def predict(self, rows):
        size = min(rows, 500)
        p = Pass(self.workload.sizes, size)
        result = np.empty((rows, self.workload.sizes[-1]), np.float32)
        x = self.test_x[:rows]

        def call():
            for i in range(0, rows, size):
                p.h[0] = x[i : i + size]
                self.forward(p)
                y = p.h[-1]
                np.subtract(y, y.max(1, keepdims=True), out=y)
                np.exp(y, out=y)
                np.divide(y, y.sum(1, keepdims=True), out=result[i : i + size])

        best = []
        for threads in (1, 2):
            threadpoolctl.threadpool_limits(threads)
            best.append(contest.timed(0.1, call)["medianMicros"])
        threadpoolctl.threadpool_limits(1 + best.index(min(best)))
        return call


if __name__ == "__main__":
    contest.serve(NumpyHand())
