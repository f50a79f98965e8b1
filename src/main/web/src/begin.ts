import { begin } from './first';

if (/^(#\/?)?$/.test(location.hash)) {
  begin();
}
