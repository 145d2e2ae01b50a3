"""What scikit-learn says of scores of classes: python3 report.py scores.json, with "scores" row by row and "labels"."""
import json
import sys

import numpy
from sklearn import metrics

with open(sys.argv[1], encoding="utf-8") as file:
    given = json.load(file)
labels = numpy.array(given["labels"])
scores = numpy.array(given["scores"]).reshape(len(labels), -1)
classes = range(scores.shape[1])
predicted = scores.argmax(axis=1)
precision, recall, f1, count = metrics.precision_recall_fscore_support(labels, predicted, labels=list(classes))
area = [metrics.roc_auc_score(labels == c, scores[:, c]) for c in classes]
average = [metrics.average_precision_score(labels == c, scores[:, c]) for c in classes]
normed = scores / scores.sum(axis=1, keepdims=True)
print(json.dumps({
    "classes": [[precision[c], recall[c], f1[c], area[c], average[c], int(count[c])] for c in classes],
    "log_loss": metrics.log_loss(labels, normed, labels=list(classes)),
    "area": float(numpy.mean(area)),
}))
