// Which tools does the agent call, how long does each take, and how does it fail?
import { get, type ToolUse, type ToolUses, type Whose } from './api';
import { DAY } from './first';
import { Empty, Periods, periodAsked, Share, Table, Told, View } from './parts';
import { to, useLoaded } from './state';
import { count, duration, plain, plural } from './words';
import { Choices, isChosen, loadNames, whoseAsked } from './whose';

export function Tools() {
  const days = periodAsked();
  const whose = whoseAsked();
  const load = () => Promise.all([get<ToolUses>('/tools', { since: Date.now() - days * DAY, ...whose }), loadNames(days)]);
  const uses = useLoaded(to(['tools', String(days)], whose), load, 'slowly');
  return (
    <>
      <h1>Tools</h1>
      <Periods view="tools" days={days} whose={whose} />
      <View of={uses}>
        {([{ tools, traces, complete }, names]) => (
          <>
            <Choices view="tools" names={names} asked={{ days: String(days), ...whose }} />
            {tools.length > 0 ? (
              <Used tools={tools} whose={whose} />
            ) : isChosen(whose) ? (
              <Empty what="No tool call that matches your filters is recorded in this time.">
                {traces > 0 ? 'The traces that match did without tools.' : 'No trace matches them.'}
              </Empty>
            ) : traces > 0 ? (
              <Empty what="No tool call is recorded in this time.">The traces of this time did without tools.</Empty>
            ) : (
              <Empty what="No tool call is recorded in this time." command="lightning connect openclaw">
                This command connects OpenClaw, whose tool calls then show here.
              </Empty>
            )}
            {!complete && (
              <p class="quiet">
                {tools.length > 0 &&
                  `These are the latest ${plural(tools.reduce((sum, { calls }) => sum + calls, 0), 'call')}${isChosen(whose) ? ' that match your filters' : ''}. `}
                {isChosen(whose) ? 'Only the latest traces of this time were looked at.' : 'There are more.'}
              </p>
            )}
          </>
        )}
      </View>
      <p class="quiet">
        <a href={to(['failures'], { days: String(days), ...whose })}>What failed, whichever tool it was</a>
      </p>
    </>
  );
}

function Used({ tools, whose }: { tools: ToolUse[]; whose: Whose }) {
  return (
    <Table
      caption="Tools, the most called first"
      head={
        <>
          <th scope="col">Tool</th>
          <th scope="col" class="num">Calls</th>
          <th scope="col" class="num">
            Failed<span class="wide">, 95 % interval</span>
          </th>
          <th scope="col" class="num wide">Median time</th>
          <th scope="col" class="num wide">95 % within</th>
          <th scope="col" class="wide">What it says when it fails</th>
        </>
      }
    >
      {tools.map((tool) => (
        <tr key={tool.tool_name}>
          <th scope="row">
            <a href={to(['traces'], { tool: tool.tool_name, ...whose })}>
              <Told text={plain(tool.tool_name)} />
            </a>
          </th>
          <td class="num">{count(tool.calls)}</td>
          <td class="num">
            <Share hits={tool.errors} of={tool.calls} />
          </td>
          <td class="num wide">{duration(tool.duration_ms_p50)}</td>
          <td class="num wide">{duration(tool.duration_ms_p95)}</td>
          <td class="wide ways">
            {tool.failures.map(({ error, count: times, trace_id }) => (
              <a class="words" href={to(['traces', trace_id])} dir="auto">
                {count(times)} × {plain(error) || '(an empty error)'}
              </a>
            ))}
          </td>
        </tr>
      ))}
    </Table>
  );
}
