"""PyTorch without autograd: passes written by hand into buffers that are made once, Adam over one flat vector.

The settings that pay differ with the size, so threads and the optimizer's blocks are chosen by trying.
"""

import warnings

import numpy as np
import torch

import contest

warnings.filterwarnings("ignore", "The given NumPy array is not writable")
aten = torch.ops.aten
BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8


class Adam:
    """m and v are kept divided by 1−β₁ and (1−β₂)β₂ᵗ, so that each takes one pass."""

    RESCALE = 20_000

    def __init__(self, values, gradients, rate, block):
        self.rate, self.steps, self.base = rate, 0, 0
        m, v = torch.zeros_like(values), torch.zeros_like(values)
        block = min(block, len(values))
        scratch = torch.empty(block)
        parts = [t.split(block) for t in (values, gradients, m, v)]
        self.v = v
        self.parts = [(w, g, m, v, scratch[: len(w)]) for w, g, m, v in zip(*parts)]

    def step(self):
        self.steps += 1
        if self.steps - self.base > self.RESCALE:
            self.v.mul_(BETA2**self.RESCALE)
            self.base += self.RESCALE
        growth = BETA2 ** (self.base - self.steps)
        # v̂ = v·scale², m̂ = m·(1−β₁)/(1−β₁ᵗ)
        scale = ((1 - BETA2) / growth / (1 - BETA2**self.steps)) ** 0.5
        factor = -self.rate * (1 - BETA1) / (1 - BETA1**self.steps) / scale
        epsilon = EPSILON / scale
        for w, g, m, v, root in self.parts:
            torch.add(g, m, alpha=BETA1, out=m)
            v.addcmul_(g, g, value=growth)
            torch.sqrt(v, out=root)
            root.add_(epsilon)
            w.addcdiv_(m, root, value=factor)


class Pass:
    """All buffers for batches of so many rows."""

    def __init__(self, net, rows):
        sizes = net.workload.sizes
        self.rows = rows
        self.x = torch.empty(rows, sizes[0])
        self.t = torch.empty(rows, sizes[-1])
        self.h = [torch.empty(rows, n) for n in sizes[1:]]
        self.d = [torch.empty(rows, n) for n in sizes[1:]]
        if net.workload.batchNorm:
            self.z = [torch.empty(rows, n) for n in sizes[1:-1]]
            self.saved = [() for n in sizes[1:-1]]
        if net.workload.dropout:
            self.kept = [torch.empty(rows, n) for n in sizes[1:-1]]
        self.inputs = [self.x] + self.h[:-1]
        self.inputs_t = [h.t() for h in self.inputs]


class TorchHand(contest.Contestant):
    def __init__(self):
        torch.set_grad_enabled(False)
        torch.set_flush_denormal(True)
        self.block = 1 << 30

    def load(self, x, y, test_x, test_y):
        self.x, self.test_x = torch.from_numpy(x), torch.from_numpy(test_x)
        w = self.workload
        self.t = torch.from_numpy(np.eye(w.sizes[-1], dtype=np.float32)[y] if w.classes else y)
        self.passes = {}

    def choices(self):
        blocks = [1 << 30] if self.workload.optimizer == "sgd" else [1 << 30, 1 << 17, 1 << 15]
        values = sum(n * m for n, m in zip(self.workload.sizes, self.workload.sizes[1:]))
        return [
            {"threads": threads, "block": block}
            for threads in (1, 2)
            for block in blocks
            if block > 1 << 20 or values > block
        ]

    def choose(self, choice):
        torch.set_num_threads(choice["threads"])
        self.block = choice["block"]
        self.start()

    def start(self):
        work = self.workload
        weights = contest.initial(work)
        shapes = []
        for w in weights:
            shapes += [w.shape, w.shape[1:]]
        if work.batchNorm:
            for n in work.sizes[1:-1]:
                shapes += [(n,), (n,)]
        lengths = [int(np.prod(shape)) for shape in shapes]
        self.values, self.gradients = torch.zeros(sum(lengths)), torch.zeros(sum(lengths))
        views = [v.view(s) for v, s in zip(self.values.split(lengths), shapes)]
        slopes = [v.view(s) for v, s in zip(self.gradients.split(lengths), shapes)]
        layers = len(weights)
        self.w, self.b = views[0 : 2 * layers : 2], views[1 : 2 * layers : 2]
        self.dw, self.db = slopes[0 : 2 * layers : 2], slopes[1 : 2 * layers : 2]
        self.gamma, self.beta = views[2 * layers :: 2], views[2 * layers + 1 :: 2]
        self.dgamma, self.dbeta = slopes[2 * layers :: 2], slopes[2 * layers + 1 :: 2]
        for view, w in zip(self.w, weights):
            view.copy_(torch.from_numpy(w))
        for gamma in self.gamma:
            gamma.fill_(1)
        self.means = [torch.zeros_like(g) for g in self.gamma]
        self.variances = [torch.ones_like(g) for g in self.gamma]
        self.w_t = [w.t() for w in self.w]
        self.adam = Adam(self.values, self.gradients, work.rate, self.block)
        self.random = np.random.Generator(np.random.SFC64(7))

    def shuffle(self):
        self.order = torch.randperm(self.rows)

    def step(self, begin, end):
        p = self.passes.get(end - begin)
        if p is None:
            p = self.passes[end - begin] = Pass(self, end - begin)
        self.last = p
        rows = self.order[begin:end]
        torch.index_select(self.x, 0, rows, out=p.x)
        torch.index_select(self.t, 0, rows, out=p.t)
        self.forward(p)
        self.error(p)
        self.backward(p)
        if self.workload.optimizer == "adam":
            self.adam.step()

    def forward(self, p):
        last = len(self.w) - 1
        for i in range(last):
            h = p.h[i]
            torch.addmm(self.b[i], p.inputs[i], self.w[i], out=p.z[i] if self.workload.batchNorm else h)
            if self.workload.batchNorm:
                self.normalise(p, i)
                h = p.h[i]
            if self.workload.activation == "relu":
                h.relu_()
            else:
                h.sigmoid_()
            if self.workload.dropout:
                self.drop(h, p.kept[i])
        torch.addmm(self.b[last], p.inputs[last], self.w[last], out=p.h[last])

    def error(self, p):
        """∂E/∂(output), times the rows."""
        if self.workload.classes:
            torch.softmax(p.h[-1], 1, out=p.d[-1])
            p.d[-1].sub_(p.t)
        else:
            torch.sub(p.h[-1], p.t, out=p.d[-1])

    def backward(self, p):
        work = self.workload
        sgd = work.optimizer == "sgd"
        if not sgd:
            p.d[-1].mul_(1 / p.rows)
        for i in range(len(self.w) - 1, -1, -1):
            d = p.d[i]
            if i > 0:
                below = torch.mm(d, self.w_t[i], out=p.d[i - 1])
            if sgd:
                self.w[i].addmm_(p.inputs_t[i], d, alpha=-work.rate / p.rows)
                torch.sum(d, 0, out=self.db[i])
                self.b[i].add_(self.db[i], alpha=-work.rate / p.rows)
            else:
                torch.mm(p.inputs_t[i], d, out=self.dw[i])
                torch.sum(d, 0, out=self.db[i])
            if i == 0:
                continue
            if work.activation == "relu":  # what was dropped is 0 too
                aten.threshold_backward.grad_input(below, p.h[i - 1], 0, grad_input=below)
            else:
                aten.sigmoid_backward.grad_input(below, p.h[i - 1], grad_input=below)
            if work.dropout:
                below.mul_(256 / (256 - round(work.dropout * 256)))
            if work.batchNorm:
                self.normalise_backward(p, i - 1)

    def normalise(self, p, i):
        """The library's own kernel, which has no form that takes a buffer."""
        running = self.means[i], self.variances[i]
        y, *p.saved[i] = torch.native_batch_norm(p.z[i], self.gamma[i], self.beta[i], *running, True, 0.1, 1e-5)
        p.h[i] = p.inputs[i + 1] = y
        p.inputs_t[i + 1] = y.t()

    def normalise_backward(self, p, i):
        d, dgamma, dbeta = aten.native_batch_norm_backward(
            p.d[i], p.z[i], self.gamma[i], self.means[i], self.variances[i], *p.saved[i], True, 1e-5, [True] * 3
        )
        p.d[i] = d
        self.dgamma[i].copy_(dgamma)
        self.dbeta[i].copy_(dbeta)

    def drop(self, h, kept):
        """Random bytes of NumPy's fastest generator cost a tenth of bernoulli_; the part is then k/256."""
        limit = round(self.workload.dropout * 256)
        random = np.frombuffer(self.random.bytes(h.numel()), np.uint8)
        kept.copy_(torch.from_numpy(random).view(h.shape))
        torch.ge(kept, limit, out=kept)
        h.mul_(kept).mul_(256 / (256 - limit))

    def loss(self):
        p = self.last
        if self.workload.classes:
            return -float((torch.log_softmax(p.h[-1], 1) * p.t).sum()) / p.rows
        return 0.5 * float(torch.square(p.h[-1] - p.t).sum()) / p.rows

    def outputs(self):
        return self.evaluate(self.test_x).numpy()

    def evaluate(self, h):
        last = len(self.w) - 1
        for i in range(last):
            h = torch.addmm(self.b[i], h, self.w[i])
            if self.workload.batchNorm:
                root = torch.rsqrt(self.variances[i] + 1e-5) * self.gamma[i]
                h = (h - self.means[i]) * root + self.beta[i]
            h = torch.relu_(h) if self.workload.activation == "relu" else torch.sigmoid_(h)
        return torch.addmm(self.b[last], h, self.w[last])

    def predict(self, rows):
        """Into buffers made once; a large batch in parts that stay in the cache, if that is faster."""
        x = self.test_x[:rows].clone()
        best = None
        for threads in (1, 2):
            for size in sorted({rows, min(rows, 1000), min(rows, 250)}):
                torch.set_num_threads(threads)
                call = self.predictor(x, size)
                micros = contest.timed(0.1, call)["medianMicros"]
                if best is None or micros < best[0]:
                    best = micros, threads, call
        torch.set_num_threads(best[1])
        return best[2]

    def predictor(self, x, size):
        result = torch.empty(len(x), self.workload.sizes[-1])
        h = [torch.empty(size, n) for n in self.workload.sizes[1:]]
        parts = list(zip(x.split(size), result.split(size)))
        w, b, last = self.w, self.b, len(self.w) - 1

        def call():
            for part, y in parts:
                now = part
                for i in range(last):
                    now = torch.addmm(b[i], now, w[i], out=h[i])
                    now.relu_()
                torch.addmm(b[last], now, w[last], out=h[last])
                torch.softmax(h[last], 1, out=y)

        return call


if __name__ == "__main__":
    contest.serve(TorchHand())
