"""The model of WithDeepDsl.cs in PyTorch: with_pytorch.py digits.csv.gz [wrong], where wrong gives the last layer another input size."""
import sys
import time

import numpy as np
import torch
from torch import nn

rows = np.loadtxt(sys.argv[1], delimiter=",", dtype=np.float32)
x = torch.from_numpy(rows[:, :64].reshape(-1, 1, 8, 8) / 16)
y = torch.from_numpy(rows[:, 64].astype(np.int64))

torch.manual_seed(1)
features = 64 if sys.argv[2:] == ["wrong"] else 128
net = nn.Sequential(
    nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(features, 10))
optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
loss_function = nn.CrossEntropyLoss()

start = time.perf_counter()
for epoch in range(20):
    for batch in torch.randperm(1437).split(32):
        optimizer.zero_grad()
        loss_function(net(x[batch]), y[batch]).backward()
        optimizer.step()
seconds = time.perf_counter() - start
with torch.no_grad():
    accuracy = (net(x[1437:]).argmax(1) == y[1437:]).float().mean()
print(f"accuracy {accuracy:.3f}, trained in {seconds:.1f} s")
torch.save(net.state_dict(), "digits.pt")
