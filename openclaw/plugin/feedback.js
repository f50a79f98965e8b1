const HINT_CHARS_MAX = 200;
const NEGATIVE = /^(no[,.!]? (that|it|this|not|you)\b|nope\b|wrong\b|that('s| is| was)? (not|wrong)\b|(it|this|that)? ?(still )?(doesn['’]?t|didn['’]?t|does not|did not) work|(it|this|that)('s| is) (still )?(broken|wrong|not (right|correct|working))|still (broken|failing|wrong|not)|try again|not what i (asked|meant|wanted))/i;
const POSITIVE = /^(thanks|thank you|thx|perfect|great|awesome|excellent|well done|(it|this|that) works|works (now|well|fine|great))\b/i;

/** Whether a message sounds pleased (true) or displeased (false) with the answer before it; undefined mostly. */
export function hintIn(message) {
  const text = typeof message === 'string' ? message.trim() : '';
  if (text.length === 0 || text.length > HINT_CHARS_MAX) return undefined;
  if (NEGATIVE.test(text)) return false;
  return POSITIVE.test(text) ? true : undefined;
}

/** What `/rate` was given: { userRating, success? }; three of five says nothing about success. */
export function ratingIn(args) {
  const word = typeof args === 'string' ? args.trim().toLowerCase() : '';
  if (word === 'good') return { userRating: 5, success: true };
  if (word === 'bad') return { userRating: 1, success: false };
  if (!/^[1-5]$/.test(word)) return undefined;
  const userRating = Number(word);
  return userRating === 3 ? { userRating } : { userRating, success: userRating > 3 };
}
