import { describe, expect, it } from 'vitest';
import { html } from '../ui/markup.ts';
import { splitPath, wishedLanguage } from './languages.ts';
import { readerOf, type Message } from './reader.ts';

const FOUND: Message = {
  en: '{n, plural, one {# service} other {# services}} of <b>{panel}</b>',
  ru: '{n, plural, one {# услуга} few {# услуги} many {# услуг} other {# услуги}} панели <b>{panel}</b>',
  tr: '<b>{panel}</b> panelinde {n} hizmet',
  id: '{n} layanan di <b>{panel}</b>',
  'pt-BR': '{n, plural, one {# serviço} other {# serviços}} de <b>{panel}</b>',
  es: '{n, plural, one {# servicio} other {# servicios}} de <b>{panel}</b>',
  ar: '{n, plural, zero {لا خدمات} one {خدمة واحدة} two {خدمتان} few {# خدمات} many {# خدمة} other {# خدمة}} في <b>{panel}</b>',
};

describe('a reader', () => {
  it('has plurals and markup of the language, and what a stranger wrote stays text', async () => {
    const panel = '<script>1</script>';
    const b = (words: unknown) => html`<strong>${words}</strong>`;
    expect(String(await readerOf('ru', true).mark(FOUND, { n: 3, panel, b }))).toBe(
      '3 услуги панели <strong>&lt;script&gt;1&lt;/script&gt;</strong>',
    );
    expect(String(await readerOf('en', false).mark(FOUND, { n: 1, panel: html`<i>x</i>`, b }))).toBe(
      '1 service of <strong><i>x</i></strong>',
    );
  });

  it('keeps the language of its address in the addresses on the page', () => {
    expect(readerOf('pt-BR', true).href('panel', { panel: 'a' })).toBe('/pt-br/panels/a');
    expect(readerOf('pt-BR', false).href('panel', { panel: 'a' })).toBe('/panels/a');
    expect(readerOf('ar', true).dir).toBe('rtl');
  });
});

describe('the language of a page', () => {
  it('is the one in the address', () => {
    expect(splitPath('/pt-br/panels/a')).toEqual({ language: 'pt-BR', path: '/panels/a' });
    expect(splitPath('/ru')).toEqual({ language: 'ru', path: '/' });
    expect(splitPath('/rules')).toEqual({ language: undefined, path: '/rules' });
  });

  it('is else the one that the browser wishes for most', () => {
    expect(wishedLanguage('de, tr-TR;q=0.8, en;q=0.5')).toBe('tr');
    expect(wishedLanguage('pt-PT')).toBe('pt-BR');
    expect(wishedLanguage('de')).toBe('en');
    expect(wishedLanguage(undefined)).toBe('en');
    expect(wishedLanguage('ru;q=0, es;q=0.1')).toBe('es');
  });
});
