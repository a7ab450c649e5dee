"""scikit-learn's multi-layer perceptron on float32, by partial_fit, which goes through its rows once."""

import warnings

import numpy as np
import threadpoolctl
from sklearn.neural_network import MLPClassifier, MLPRegressor

import contest

warnings.filterwarnings("ignore")


class Same:
    """Starts as all contestants do."""

    def _init_coef(self, n, m, dtype):
        w = self.starts.pop(0)
        assert w.shape == (n, m)
        return w.astype(dtype), np.zeros(m, dtype)


class Classifier(Same, MLPClassifier):
    pass


class Regressor(Same, MLPRegressor):
    pass


class Sklearn(contest.Contestant):
    def choices(self):
        return [{"threads": 1}, {"threads": 2}]

    def choose(self, choice):
        threadpoolctl.threadpool_limits(choice["threads"])

    def load(self, x, y, test_x, test_y):
        self.x, self.y, self.test_x = x, y if self.workload.classes else y.ravel(), test_x

    def start(self):
        work = self.workload
        self.model = (Classifier if work.classes else Regressor)(
            hidden_layer_sizes=work.sizes[1:-1],
            activation=work.activation,
            solver=work.optimizer,
            alpha=0.0,
            batch_size=work.batch,
            learning_rate_init=work.rate,
            momentum=0.0,
            random_state=7,
        )
        self.model.starts = contest.initial(work)
        self.at = 0

    def fit(self, begin, end):
        classes = {"classes": np.arange(10)} if self.workload.classes else {}
        self.model.partial_fit(self.x[begin:end], self.y[begin:end], **classes)

    def epoch(self):
        self.start()
        begin = contest.time.perf_counter()
        self.fit(0, self.rows)
        seconds = contest.time.perf_counter() - begin
        if self.workload.classes:
            outputs = self.model.predict_proba(self.test_x)
        else:
            outputs = self.model.predict(self.test_x).reshape(-1, 1)
        accuracy = contest.score(self.workload, outputs, self.test_y)
        return {"samples": self.rows, "seconds": seconds, "loss": float(self.model.loss_), "accuracy": accuracy}

    def round(self, seconds):
        """In parts of the rows, as an epoch may take longer; they are shuffled within."""
        clock = contest.time.perf_counter
        part = self.workload.batch * 40
        done = 0
        begin = clock()
        while clock() - begin < seconds:
            end = min(self.at + part, self.rows)
            self.fit(self.at, end)
            done += end - self.at
            self.at = end % self.rows
        return {"samples": done, "seconds": clock() - begin, "loss": float(self.model.loss_)}

    def predict(self, rows):
        x = self.test_x[:rows]
        return lambda: self.model.predict_proba(x)


if __name__ == "__main__":
    contest.serve(Sklearn())
