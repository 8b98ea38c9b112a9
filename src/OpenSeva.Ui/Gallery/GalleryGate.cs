using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Hosting;
using OpenSeva.Kernel;

namespace OpenSeva.Ui;

/// <summary>The gallery is open in a demonstration and while developing, nowhere else.</summary>
internal sealed class GalleryGate(Marks marks, IHostEnvironment environment)
{
    public void Open(NavigationManager nav)
    {
        if (!marks.IsDemonstration && !environment.IsDevelopment()) nav.NotFound();
    }
}
