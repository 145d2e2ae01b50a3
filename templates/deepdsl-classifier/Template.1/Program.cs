using DeepDsl;
#if (folder)
using DeepDsl.Images;
#endif
using Template._1;

#if (folder)
string folder = args.Length > 0 ? args[0] : "images";
if (!Directory.Exists(folder))
{
    ShapeImages.Draw(folder);
    Console.WriteLine($"{folder} was not there, so shapes were drawn. Put images of your own there, a folder for each class.");
}

Dataset all = ImageFolder.Read(folder, PictureNet.Size, PictureNet.Size);
if (all.ClassNames.Count != PictureNet.Classes)
{
    Console.Error.WriteLine(
        $"{folder} has {all.ClassNames.Count} folders of images, but the network tells {PictureNet.Classes} classes apart. "
        + $"Write {all.ClassNames.Count} as PictureNet.Classes.");
    Environment.ExitCode = 1;
    return;
}

#else
Dataset all = DigitImages.Read();
#endif
(Dataset train, Dataset test) = all.StratifiedSplit(0.2, seed: 1);

var net = new PictureNet(seed: 1);
net.Fit(train, new FitOptions { Epochs = 20, Seed = 1, Callbacks = [new Advisor()], ConsoleProgress = true });
net.SaveWeights("net.safetensors");
Console.WriteLine($"test accuracy {net.Evaluate(test)["accuracy"]:0.000}, saved as net.safetensors");
