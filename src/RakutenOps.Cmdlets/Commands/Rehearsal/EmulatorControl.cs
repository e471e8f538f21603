using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RakutenOps.Errors;

namespace RakutenOps.Commands.Rehearsal;

/// <summary>The control API of an emulator, under <c>/_emulator/</c> of its endpoint.</summary>
sealed class EmulatorControl(Uri endpoint) : IDisposable
{
    readonly HttpClient http = new() { BaseAddress = new Uri(endpoint, "_emulator/") };

    /// <summary>Asks or tells the emulator something.</summary>
    /// <returns>Its answer; null when that is empty.</returns>
    /// <exception cref="InputException">It refused (EmulatorRefused), or does not answer (EmulatorNotFound).</exception>
    public async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancel)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            using var response = await http.SendAsync(request, cancel).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(cancel).ConfigureAwait(false);
            var answer = text.Length == 0 ? null : JsonNode.Parse(text);
            if (!response.IsSuccessStatusCode) throw OpsError.Input("EmulatorRefused", endpoint, endpoint, (string?)answer?["error"] ?? response.StatusCode.ToString());
            return answer;
        }
        catch (HttpRequestException e)
        {
            throw new InputException("EmulatorNotFound", Text.Message.Of("Error_EmulatorNotFound", endpoint), Text.Message.Of("Advice_EmulatorNotFound"), endpoint, e);
        }
        catch (System.Text.Json.JsonException e)
        {
            throw new InputException("EmulatorNotFound", Text.Message.Of("Error_EmulatorNotFound", endpoint), Text.Message.Of("Advice_EmulatorNotFound"), endpoint, e);
        }
    }

    public void Dispose() => http.Dispose();
}
