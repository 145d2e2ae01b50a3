"""Image files of all kinds, and what Pillow reads of them at other sizes. Run with python3-pil; writes image_files.json beside itself."""
import base64
import io
import json
import os

import numpy as np
from PIL import Image, ImageOps

HEIGHT, WIDTH = 13, 21
NOISE = np.random.RandomState(5).randint(0, 256, (HEIGHT, WIDTH, 4)).astype(np.uint8)
SMOOTH = Image.fromarray(np.array(Image.fromarray(NOISE[:4, :5, :3]).resize((WIDTH, HEIGHT), Image.BICUBIC)))
SIZES = [(21, 13), (7, 7), (30, 11), (5, 16), (3, 40)]


def stored(image, form, **how):
    file = io.BytesIO()
    image.save(file, form, **how)
    return file.getvalue()


def turned(origin):
    exif = Image.Exif()
    exif[0x0112] = origin
    return stored(SMOOTH, "JPEG", quality=95, subsampling=0, exif=exif)


def over_ground(image, ground):
    """Red, green and blue of 0..1, or gray, where transparent pixels show the ground."""
    values = np.array(image.convert("RGBA")).astype(np.float32) / 255
    return values[:, :, :3] * values[:, :, 3:] + (1 - values[:, :, 3:]) * ground


def resized(plane, size, box=None):
    return np.array(Image.fromarray(plane.astype(np.float32), "F").resize(size, Image.BILINEAR, box=box))


def fitted(values, size, fit, ground):
    height, width = values.shape[:2]
    if fit == "Stretch":
        return np.stack([resized(p, size) for p in np.moveaxis(values, 2, 0)], 2)
    if fit == "Crop":
        kept = (min(width, height * size[0] / size[1]), min(height, width * size[1] / size[0]))
        box = ((width - kept[0]) / 2, (height - kept[1]) / 2, (width + kept[0]) / 2, (height + kept[1]) / 2)
        return np.stack([resized(p, size, box) for p in np.moveaxis(values, 2, 0)], 2)
    whole = np.full((size[1], size[0], values.shape[2]), ground, np.float32)
    # Pillow says how large the image becomes and where it lies.
    inside = ImageOps.contain(Image.new("L", (width, height), 255), size).size
    left, top = round((size[0] - inside[0]) * 0.5), round((size[1] - inside[1]) * 0.5)
    whole[top:top + inside[1], left:left + inside[0]] = fitted(values, inside, "Stretch", ground)
    return whole


FILES = {
    "colours.png": stored(Image.fromarray(NOISE[:, :, :3]), "PNG"),
    "transparent.png": stored(Image.fromarray(NOISE), "PNG"),
    "gray.png": stored(Image.fromarray(NOISE[:, :, 0]), "PNG"),
    "palette.png": stored(Image.fromarray(NOISE[:, :, :3]).quantize(16), "PNG"),
    "smooth.jpg": stored(SMOOTH, "JPEG", quality=95, subsampling=0),
    "lossless.webp": stored(Image.fromarray(NOISE[:, :, :3]), "WEBP", lossless=True),
    "colours.bmp": stored(Image.fromarray(NOISE[:, :, :3]), "BMP"),
    "palette.gif": stored(Image.fromarray(NOISE[:, :, :3]).quantize(16), "GIF"),
    **{f"turned{origin}.jpg": turned(origin) for origin in range(2, 9)},
}

cases = []
for name, data in FILES.items():
    image = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    sizes = SIZES if name == "colours.png" else SIZES[1:4] if name == "transparent.png" else SIZES[:1] if name.startswith("turned") else SIZES[:2]
    for size in sizes:
        for fit in ("Stretch", "Pad", "Crop") if len(sizes) > 2 else ("Stretch",):
            gray = fit == "Pad" or name == "gray.png"
            values = over_ground(image, 0.25)
            if gray:
                values = (values @ np.array([0.299, 0.587, 0.114], np.float32))[:, :, None]
            cases.append({
                "file": name, "width": size[0], "height": size[1], "channels": 1 if gray else 3, "fit": fit,
                "values": [round(float(v), 6) for v in fitted(values, size, fit, 0.25).ravel()],
            })

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "image_files.json")
with open(path, "w") as file:
    json.dump({"ground": 0.25, "files": {n: base64.b64encode(d).decode() for n, d in FILES.items()}, "cases": cases}, file, indent=None)
    file.write("\n")
