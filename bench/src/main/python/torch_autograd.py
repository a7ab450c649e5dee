"""PyTorch as its tutorials write it; with `tuned`, at the best settings that autograd has."""

import sys

import torch
from torch import nn

import contest


class TorchAutograd(contest.Contestant):
    def __init__(self, tuned):
        self.tuned = tuned
        self.settings = {"foreach": None, "jit": False}
        if tuned:
            torch.set_flush_denormal(True)

    def choices(self):
        if not self.tuned:
            return []
        return [
            {"threads": threads, "foreach": foreach, "jit": jit}
            for threads in (1, 2)
            for foreach in ([False, True] if self.workload.optimizer == "adam" else [True])
            for jit in ([False, True] if not self.workload.batchNorm else [False])
        ]

    def choose(self, choice):
        torch.set_num_threads(choice["threads"])
        self.settings = choice
        self.start()

    def load(self, x, y, test_x, test_y):
        self.x, self.y, self.test_x = torch.from_numpy(x), torch.from_numpy(y), torch.from_numpy(test_x)

    def start(self):
        work = self.workload
        layers = []
        for i, w in enumerate(contest.initial(work)):
            linear = nn.Linear(*w.shape)
            with torch.no_grad():
                linear.weight.copy_(torch.from_numpy(w.T))
                linear.bias.zero_()
            layers.append(linear)
            if i < len(work.sizes) - 2:
                if work.batchNorm:
                    layers.append(nn.BatchNorm1d(w.shape[1]))
                layers.append(nn.ReLU() if work.activation == "relu" else nn.Sigmoid())
                if work.dropout:
                    layers.append(nn.Dropout(work.dropout))
        self.model = self.run = nn.Sequential(*layers)
        if self.settings["jit"]:
            self.run = torch.jit.trace(self.model, self.x[: work.batch])
        if work.optimizer == "adam":
            foreach = self.settings["foreach"]
            self.optimizer = torch.optim.Adam(self.model.parameters(), lr=work.rate, foreach=foreach)
        else:
            self.optimizer = torch.optim.SGD(self.model.parameters(), lr=work.rate)
        squared = nn.MSELoss()
        self.error = nn.CrossEntropyLoss() if work.classes else lambda y, d: 0.5 * squared(y, d)

    def shuffle(self):
        self.order = torch.randperm(self.rows)

    def step(self, begin, end):
        rows = self.order[begin:end]
        self.optimizer.zero_grad(set_to_none=self.tuned)
        if self.tuned:
            x, y = self.x.index_select(0, rows), self.y.index_select(0, rows)
        else:
            x, y = self.x[rows], self.y[rows]
        self.last = self.error(self.run(x), y)
        self.last.backward()
        self.optimizer.step()

    def loss(self):
        return self.last.item()

    def outputs(self):
        self.model.eval()
        with torch.no_grad():
            result = self.model(self.test_x).numpy()
        self.model.train()
        return result

    def predict(self, rows):
        x = self.test_x[:rows]
        run = self.model.eval()
        if self.tuned:
            with torch.no_grad():
                run = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.trace(run, x)))

        def call():
            with torch.inference_mode():
                return torch.softmax(run(x), 1)

        return self.faster(call)

    def faster(self, call):
        """With the number of threads that suits it."""
        if self.tuned:
            micros = []
            for threads in (1, 2):
                torch.set_num_threads(threads)
                micros.append(contest.timed(0.1, call)["medianMicros"])
            torch.set_num_threads(1 + micros.index(min(micros)))
        return call


if __name__ == "__main__":
    contest.serve(TorchAutograd(sys.argv[1] == "tuned"))
