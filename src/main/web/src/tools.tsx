// Which tools does the agent call, and which fail?
import { get, type Stats } from './api';
import { Empty, Share, Table, Told, View } from './parts';
import { to, useLoaded } from './state';
import { count, duration, plain } from './words';

export function Tools() {
  const stats = useLoaded('stats', () => get<Stats>('/stats'));
  return (
    <>
      <h1>Tools</h1>
      <View of={stats}>
        {({ tools }) =>
          tools.length === 0 ? (
            <Empty what="No tool call is recorded yet." command="lightning connect openclaw">
              This command connects OpenClaw, whose tool calls then show here.
            </Empty>
          ) : (
            <Table
              caption="Tools, the most called first, over all that is stored"
              head={
                <>
                  <th scope="col">Tool</th>
                  <th scope="col" class="num">Calls</th>
                  <th scope="col" class="num">Failed</th>
                  <th scope="col" class="num">Share, 95 % interval</th>
                  <th scope="col" class="num wide">Mean time</th>
                </>
              }
            >
              {tools.map((tool) => (
                <tr key={tool.tool_name}>
                  <th scope="row">
                    <a href={to(['traces'], { tool: tool.tool_name })}>
                      <Told text={plain(tool.tool_name)} />
                    </a>
                  </th>
                  <td class="num">{count(tool.calls)}</td>
                  <td class="num">{count(tool.errors)}</td>
                  <td class="num">
                    <Share hits={tool.errors} of={tool.calls} />
                  </td>
                  <td class="num wide">{duration(tool.avg_duration_ms)}</td>
                </tr>
              ))}
            </Table>
          )
        }
      </View>
      <p class="quiet">
        <a href={to(['failures'])}>What failing tools said</a>
      </p>
    </>
  );
}
