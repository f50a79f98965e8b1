/**
 * The bridge as a server of the Model Context Protocol: agents read their own lessons, and people ask about them in their
 * agents ({@code docs/mcp.md}). It shows the same views as the API.
 */
package ai.openclaw.lightning.mcp;
