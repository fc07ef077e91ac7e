import { describe, expect, test } from 'vitest';
import { htmlToText, panelText } from './panel-text.ts';

describe('text of panels', () => {
  test('entities are decoded, escaped twice or not', () => {
    expect(panelText('Profile &amp; Page')).toBe('Profile & Page');
    expect(panelText('Profile &amp;amp; Page')).toBe('Profile & Page');
    expect(panelText('&quot;VIP&quot; &#39;s &#x1F680; &lt;3')).toBe('"VIP" \'s 🚀 <3');
  });
  test('outer spaces are trimmed, no-break ones and their entities too, inner ones stay', () => {
    expect(panelText('\u00a0 Likes  HQ &nbsp;')).toBe('Likes  HQ');
  });
  test('an ampersand of a link is no entity', () => {
    expect(panelText('https://a.example/?x=1&reg=2&copy=3')).toBe('https://a.example/?x=1&reg=2&copy=3');
  });
});

describe('descriptions', () => {
  test('HTML is reduced to lines', () => {
    expect(htmlToText('<p>Start: <b>0-1 h</b></p><ul><li>Real</li><li>Fast</li></ul>')).toBe(
      'Start: 0-1 h\nReal\nFast',
    );
    expect(htmlToText('a<br>b<BR />c<br/>d')).toBe('a\nb\nc\nd');
  });
  test('escaped HTML is HTML', () => {
    expect(htmlToText('a&lt;br&gt;b &amp;lt;b&amp;gt;c&amp;lt;/b&amp;gt;')).toBe('a\nb c');
  });
  test('scripts, styles and comments are not text', () => {
    expect(htmlToText('a<script>alert("<b>")</script><style>p{}</style><!-- x > y -->b')).toBe('ab');
    expect(htmlToText('a<script>never closed')).toBe('a');
  });
  test('a smaller-than sign is not a tag', () => {
    expect(htmlToText('drop < 5% and <100 a day, i <3 it')).toBe('drop < 5% and <100 a day, i <3 it');
    expect(htmlToText('a <b unclosed')).toBe('a <b unclosed');
    expect(htmlToText('a <b <i>c</i>')).toBe('a <b c');
  });
  test('line breaks of plain text stay, carriage returns go', () => {
    expect(htmlToText(' Start\r\nFast\n\n\n\nEnd ')).toBe('Start\nFast\n\n\n\nEnd');
  });
  test('nothing left is null', () => {
    for (const empty of ['', '  ', '<br>', '&nbsp;', '<p></p>']) expect(htmlToText(empty)).toBeNull();
  });
  test('hostile markup costs linear time', () => {
    for (const piece of ['<', '<a', '<!--', '<script', '<script>', '</', '&amp;', '<br \n']) {
      const start = performance.now();
      htmlToText(piece.repeat(200_000));
      expect(performance.now() - start).toBeLessThan(3000);
    }
  });
});
