namespace DeepDsl;

public abstract partial class Network
{
    /// <summary>
    /// Writes all parameters and running statistics as a safetensors file, keyed by name. A crash leaves the old file or the new one.
    /// </summary>
    public void SaveWeights(string path, WeightLayout layout = WeightLayout.Canonical) =>
        SafetensorsFile.Write(path, WeightTensors("", layout), new Dictionary<string, string> { ["model"] = Definition.Name });

    /// <summary>
    /// Reads parameters and running statistics. A file that is damaged, or does not fit and <paramref name="strict"/>, is an error that
    /// leaves the model as it was.
    /// </summary>
    /// <param name="path">A safetensors file.</param>
    /// <param name="prefix">What the file puts before this model's names; tensors without it are not looked at.</param>
    /// <param name="strict">False takes what fits and reports the rest.</param>
    /// <param name="layout">The order of axes in the file.</param>
    public LoadReport LoadWeights(string path, string prefix = "", bool strict = true, WeightLayout layout = WeightLayout.Canonical)
    {
        WeightLoader loader = new(SafetensorsFile.Read(path), prefix, layout);
        FindWeights(loader, layout);
        LoadReport report = loader.Check(Definition.Name, strict, "Load with strict: false to take what fits.");
        loader.Write();
        return report;
    }

    private List<SafetensorsTensor> WeightTensors(string prefix, WeightLayout layout)
    {
        List<SafetensorsTensor> tensors = [];
        foreach (Parameter parameter in Parameters)
        {
            float[] values = layout == WeightLayout.PyTorch ? parameter.ToTorch() : parameter.Value.ToArray();
            tensors.Add(SafetensorsTensor.FromFloats(prefix + parameter.Name, FileShape(parameter, layout), values));
        }
        foreach (RunningState state in States)
        {
            tensors.Add(SafetensorsTensor.FromFloats(prefix + state.Name, state.Shape.ToArray(), state.Value.ToArray()));
        }
        return tensors;
    }

    private void FindWeights(WeightLoader loader, WeightLayout layout)
    {
        foreach (Parameter parameter in Parameters)
        {
            loader.Find(parameter.Name, FileShape(parameter, layout), values =>
            {
                if (layout == WeightLayout.PyTorch)
                {
                    parameter.FromTorch(values);
                }
                else
                {
                    values.CopyTo(parameter.Edit());
                }
            });
        }
        foreach (RunningState state in States)
        {
            loader.Find(state.Name, state.Shape.ToArray(), values => values.CopyTo(state.Edit()));
        }
    }

    private static int[] FileShape(Parameter parameter, WeightLayout layout) =>
        layout == WeightLayout.PyTorch ? TorchLayout.ShapeOf(parameter.Definition) : parameter.Definition.Shape;
}
