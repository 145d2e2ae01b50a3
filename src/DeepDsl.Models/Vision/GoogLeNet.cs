namespace DeepDsl.Models;

/// <summary>
/// Szegedy et al. (2014) with batch norms, for 224x224x3. A model that has its auxiliary classifiers puts
/// <see cref="GoogLeNetAuxiliary"/> on the values <c>lower</c> and <c>middle</c>.
/// </summary>
[Block]
[GoogLeNetLower(Name = "lower"), GoogLeNetMiddle(Name = "middle"), GoogLeNetUpper(Classes = Classes)]
public partial class GoogLeNet
{
    [Parameter] const int Classes = 1000;
}
