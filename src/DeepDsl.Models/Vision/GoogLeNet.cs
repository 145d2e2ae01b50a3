namespace DeepDsl.Models;

/// <summary>
/// Szegedy et al. (2014) with batch norms, for 224x224x3, without auxiliary classifiers: a model with those puts
/// <see cref="GoogLeNetAuxiliary"/> on <see cref="GoogLeNetLower"/> and <see cref="GoogLeNetMiddle"/>.
/// </summary>
[Block]
[GoogLeNetLower, GoogLeNetMiddle, GoogLeNetUpper(Classes = Classes)]
public partial class GoogLeNet
{
    [Parameter] const int Classes = 1000;
}
