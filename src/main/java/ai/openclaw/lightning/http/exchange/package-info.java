/** One request and its answer, whatever it is about: guards, routes, bodies with limits, problems. */
package ai.openclaw.lightning.http.exchange;
