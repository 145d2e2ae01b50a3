namespace DeepDsl;

public abstract partial class Network
{
    /// <summary>
    /// What a file of this model's weights holds: name and shape of each parameter and running statistic, a line each.
    /// </summary>
    public string Manifest => string.Concat(
        Parameters.Concat<NamedTensor>(States).Select(t => $"{t.Name} [{string.Join(", ", t.Shape.ToArray())}]\n"));

    /// <summary>
    /// Writes <see cref="Manifest"/>. Beside <c>net.safetensors</c> as <c>net.safetensors.manifest</c>, and in the project as
    /// <c>&lt;AdditionalFiles Include="net.safetensors.manifest" /&gt;</c>, it lets the compiler see whether the model still loads that file.
    /// </summary>
    public void SaveManifest(string path) => AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(Manifest)));
}
