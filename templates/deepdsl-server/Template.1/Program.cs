using Template._1;

const string NetFile = "net.safetensors";

if (args is ["train"])
{
    Console.WriteLine($"test accuracy {PenguinTraining.Run(NetFile):0.000}, saved as {NetFile}");
    return 0;
}

if (!File.Exists(NetFile))
{
    Console.Error.WriteLine($"{NetFile} is not there. Make it first: dotnet run -- train");
    return 1;
}

PenguinApi.Create(NetFile, args).Run();
return 0;
