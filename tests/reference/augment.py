"""Images turned, moved and blurred by SciPy, the reference for DeepDsl's. Run with python3-scipy; writes augment.json beside itself."""
import json
import os

import numpy as np
from scipy import ndimage

MODES = {"Constant": "grid-constant", "Reflect": "mirror", "Replicate": "nearest"}
HEIGHT, WIDTH = 5, 7
IMAGE = np.random.RandomState(3).rand(HEIGHT, WIDTH, 2).round(3)
MAPS = {
    "turned": [[np.cos(0.4), -np.sin(0.4)], [np.sin(0.4), np.cos(0.4)]],
    "small": [[1.7, 0], [0, 1.7]],
    "slanted": [[1, 0.3], [-0.2, 1]],
}
SHIFT = [0.6, -1.3]


def mapped(matrix, mode):
    middle = (np.array([HEIGHT, WIDTH]) - 1) / 2
    offset = middle - np.array(matrix) @ middle + SHIFT
    channels = [
        ndimage.affine_transform(IMAGE[:, :, c], matrix, offset, order=1, mode=MODES[mode], cval=0.25) for c in range(2)
    ]
    return np.stack(channels, axis=2)


cases = [
    {"matrix": np.array(m).ravel().tolist(), "shift": SHIFT, "border": mode, "values": mapped(m, mode).ravel().tolist()}
    for m in MAPS.values() for mode in MODES
]
blurred = [
    {"deviation": s, "values": ndimage.gaussian_filter(IMAGE, (s, s, 0), mode="mirror").ravel().tolist()} for s in (0.4, 0.8, 1.5)
]
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "augment.json")
with open(path, "w") as file:
    json.dump({"shape": list(IMAGE.shape), "image": IMAGE.ravel().tolist(), "maps": cases, "blurred": blurred}, file, indent=1)
    file.write("\n")
