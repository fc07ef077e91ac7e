import type { Message } from '../i18n/reader.ts';
import type { DayMark } from './day-bar.ts';

/** What a day was. */
export const markWords: Readonly<Record<DayMark, Message>> = {
  u: { en: 'up', ru: 'работала', tr: 'çalıştı', id: 'aktif', 'pt-BR': 'no ar', es: 'en línea', ar: 'يعمل' },
  p: {
    en: 'partly down',
    ru: 'частично недоступна',
    tr: 'kısmen kapalı',
    id: 'sebagian mati',
    'pt-BR': 'parcialmente fora do ar',
    es: 'caído en parte',
    ar: 'متوقف جزئيًا',
  },
  d: {
    en: 'down half of the time or more',
    ru: 'недоступна половину времени или дольше',
    tr: 'zamanın yarısı ya da fazlasında kapalı',
    id: 'mati setengah waktu atau lebih',
    'pt-BR': 'fora do ar metade do tempo ou mais',
    es: 'caído la mitad del tiempo o más',
    ar: 'متوقف نصف الوقت أو أكثر',
  },
  x: {
    en: 'not seen',
    ru: 'нет данных',
    tr: 'görülmedi',
    id: 'tidak terlihat',
    'pt-BR': 'sem dados',
    es: 'sin datos',
    ar: 'بلا بيانات',
  },
  '.': {
    en: 'not watched yet',
    ru: 'ещё не отслеживалась',
    tr: 'henüz izlenmiyordu',
    id: 'belum dipantau',
    'pt-BR': 'ainda não observado',
    es: 'aún sin seguimiento',
    ar: 'لم تُراقب بعد',
  },
};

export const dayBarWords = {
  toToday: {
    en: '{days} to today, in UTC',
    ru: '{days} по сегодня, время UTC',
    tr: 'bugüne kadar {days}, UTC',
    id: '{days} sampai hari ini, dalam UTC',
    'pt-BR': '{days} até hoje, em UTC',
    es: '{days} hasta hoy, en UTC',
    ar: '{days} حتى اليوم، بتوقيت UTC',
  },
  up: {
    en: '{share} up',
    ru: 'работала {share}',
    tr: '{share} çalıştı',
    id: 'aktif {share}',
    'pt-BR': '{share} no ar',
    es: '{share} en línea',
    ar: 'يعمل {share}',
  },
  down: {
    en: 'down {time}',
    ru: 'недоступна {time}',
    tr: '{time} kapalı',
    id: 'mati {time}',
    'pt-BR': 'fora do ar por {time}',
    es: 'caído {time}',
    ar: 'متوقف {time}',
  },
  notSeen: {
    en: 'not seen {time}',
    ru: 'нет данных за {time}',
    tr: '{time} görülmedi',
    id: 'tidak terlihat {time}',
    'pt-BR': 'sem dados por {time}',
    es: 'sin datos {time}',
    ar: 'بلا بيانات {time}',
  },
};
