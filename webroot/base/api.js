/* Questions to the server. Null: it does not know this address (an older server, or nothing there). */
export async function ask(path, signal) {
  const response = await fetch(`api/v1/${path}`, { signal, headers: { Accept: 'application/json' } });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return response.json();
}
