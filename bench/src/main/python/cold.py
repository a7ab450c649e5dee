"""The cold run: reads MNIST's compressed files, trains W2 until 97 % of the test rows are right, and leaves.

cold.py torch-hand|torch-default FOLDER
"""

import sys
from types import SimpleNamespace

import contest


def main():
    kind, folder = sys.argv[1:3]
    if kind == "torch-hand":
        import torch
        from torch_hand import TorchHand

        learner = TorchHand()
        torch.set_num_threads(2)
        learner.block = 1 << 17
    else:
        from torch_autograd import TorchAutograd

        learner = TorchAutograd(False)
    sizes = [784, 256, 128, 10]
    learner.workload = SimpleNamespace(
        sizes=sizes, activation="relu", batchNorm=False, dropout=0, optimizer="adam", rate=1e-3, batch=128, classes=True
    )
    x, y, test_x, test_y = contest.mnist(folder)
    learner.rows = len(x)
    learner.load(x, y, test_x, test_y)
    learner.start()
    learner.position = learner.rows
    for epoch in range(1, 21):
        done = 0
        while done < learner.rows:
            rows = learner.next()
            learner.step(*rows)
            done += rows[1] - rows[0]
        accuracy = contest.score(learner.workload, learner.outputs(), test_y)
        print(f"epoch {epoch}: accuracy {accuracy:.4f}", flush=True)
        if accuracy >= 0.97:
            return
    sys.exit("97 % were not reached")


main()
