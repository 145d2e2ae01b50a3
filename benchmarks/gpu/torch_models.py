"""The benchmarked models in PyTorch: the same layers, shapes and optimizers as in the attributes."""
import torch
import torch.nn.functional as F
from torch import nn


class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b, self.c = nn.Linear(784, 256), nn.Linear(256, 128), nn.Linear(128, 10)

    def forward(self, x):
        return self.c(F.relu(self.b(F.relu(self.a(x)))))


class LeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 6, 5), nn.Conv2d(6, 16, 5)
        self.dense1, self.dense2, self.dense3 = nn.Linear(256, 120), nn.Linear(120, 84), nn.Linear(84, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        return self.dense3(F.relu(self.dense2(F.relu(self.dense1(torch.flatten(x, 1))))))


def conv_norm(inputs, outputs, kernel=3, stride=1):
    return [nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(outputs)]


class BasicBlock(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.body = nn.Sequential(*conv_norm(inputs, outputs, 3, stride), nn.ReLU(), *conv_norm(outputs, outputs))
        same = stride == 1 and inputs == outputs
        self.shortcut = nn.Identity() if same else nn.Sequential(*conv_norm(inputs, outputs, 1, stride))

    def forward(self, x):
        return F.relu(self.body(x) + self.shortcut(x))


class ResNet20(nn.Module):
    def __init__(self):
        super().__init__()
        layers, inputs = [*conv_norm(3, 16), nn.ReLU()], 16
        for outputs, stride in ((16, 1), (32, 2), (64, 2)):
            for block in range(3):
                layers.append(BasicBlock(inputs, outputs, stride if block == 0 else 1))
                inputs = outputs
        self.body, self.dense = nn.Sequential(*layers), nn.Linear(64, 10)

    def forward(self, x):
        return self.dense(self.body(x).mean((2, 3)))


class Vgg(nn.Module):
    def __init__(self):
        super().__init__()
        layers, inputs = [], 3
        for outputs in (64, 128, 256):
            layers += [nn.Conv2d(inputs, outputs, 3, 1, 1), nn.ReLU(), nn.Conv2d(outputs, outputs, 3, 1, 1), nn.ReLU(), nn.MaxPool2d(2)]
            inputs = outputs
        self.net = nn.Sequential(*layers, nn.Flatten(), nn.Linear(4096, 256), nn.ReLU(), nn.Linear(256, 10))

    def forward(self, x):
        return self.net(x)


def sgd(rate, decay=0.0):
    return lambda parameters, on_gpu: torch.optim.SGD(parameters, lr=rate, momentum=0.9, weight_decay=decay)


def adam(parameters, on_gpu):
    return torch.optim.Adam(parameters, lr=1e-3, capturable=on_gpu)


# Constructor, shape of a sample, optimizer.
MODELS = {
    "mlp": (Mlp, (784,), sgd(0.01)),
    "lenet": (LeNet, (1, 28, 28), adam),
    "resnet20": (ResNet20, (3, 32, 32), sgd(0.05, 1e-4)),
    "vgg": (Vgg, (3, 32, 32), sgd(0.01)),
}
