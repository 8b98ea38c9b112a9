using Microsoft.AspNetCore.Components;
using OpenSeva.Kernel.Storage;

namespace OpenSeva.Ui;

/// <summary>
/// A page or part of one that reads before it is drawn. The framework draws a component once while its
/// <c>OnInitializedAsync</c> still waits, and pages hold nothing then; this one waits first.
/// </summary>
public abstract class Loaded : ComponentBase
{
    private bool isLoaded;

    [Inject] private Reading Reading { get; set; } = null!;

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (!isLoaded)
        {
            isLoaded = true;
            OnInitialized();
            await Reading.While(Load());
        }

        await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>Reads what the page shows. Parameters, query and form are there already.</summary>
    protected abstract Task Load();
}
