using DeepDsl;

namespace Zoo;

/// <summary>Ronneberger et al. (2015) as published: no padding, no norm, one image a step with a momentum of 0.99.</summary>
[Block]
[Conv2D(Filters, Kernel = 3, Activation = Activation.ReLU)]
[Conv2D(Filters, Kernel = 3, Activation = Activation.ReLU)]
public partial class DoubleConv
{
    [Parameter] const int Filters = 64;
}

[Model, Input(572, 572, 1)]
[DoubleConv(Filters = 64, Name = "down1"), MaxPool2D(2)]
[DoubleConv(Filters = 128, Name = "down2"), MaxPool2D(2)]
[DoubleConv(Filters = 256, Name = "down3"), MaxPool2D(2)]
[DoubleConv(Filters = 512, Name = "down4"), Dropout(0.5), MaxPool2D(2)]
[DoubleConv(Filters = 1024), Dropout(0.5), Identity(Name = "bottom")]
[Crop2D(4, From = "down4", Name = "crop4")]
[ConvTranspose2D(512, Kernel = 2, Stride = 2, From = "bottom"), Concat("crop4"), DoubleConv(Filters = 512, Name = "up4")]
[Crop2D(16, From = "down3", Name = "crop3")]
[ConvTranspose2D(256, Kernel = 2, Stride = 2, From = "up4"), Concat("crop3"), DoubleConv(Filters = 256, Name = "up3")]
[Crop2D(40, From = "down2", Name = "crop2")]
[ConvTranspose2D(128, Kernel = 2, Stride = 2, From = "up3"), Concat("crop2"), DoubleConv(Filters = 128, Name = "up2")]
[Crop2D(88, From = "down1", Name = "crop1")]
[ConvTranspose2D(64, Kernel = 2, Stride = 2, From = "up2"), Concat("crop1"), DoubleConv(Filters = 64)]
[Conv2D(2, Kernel = 1)]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01, Momentum = 0.99, BatchSize = 1)]
public partial class UNet;
