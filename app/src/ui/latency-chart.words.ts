import type { Message } from '../i18n/reader.ts';

export const latencyWords = {
  title: {
    en: 'Response time by day',
    ru: 'Время ответа по дням',
    tr: 'Günlere göre yanıt süresi',
    id: 'Waktu respons per hari',
    'pt-BR': 'Tempo de resposta por dia',
    es: 'Tiempo de respuesta por día',
    ar: 'زمن الاستجابة حسب اليوم',
  },
  label: {
    en: 'Response time by day from {from} to {to}. On the last day half of the checks were answered within {p50}, 95% within {p95}.',
    ru: 'Время ответа по дням с {from} по {to}. В последний день половина проверок получила ответ не дольше чем за {p50}, 95 % — за {p95}.',
    tr: '{from} ile {to} arasında günlere göre yanıt süresi. Son gün kontrollerin yarısı {p50}, %95’i {p95} içinde yanıtlandı.',
    id: 'Waktu respons per hari dari {from} sampai {to}. Pada hari terakhir separuh pemeriksaan dijawab dalam {p50}, 95% dalam {p95}.',
    'pt-BR':
      'Tempo de resposta por dia, de {from} a {to}. No último dia, metade das verificações foi respondida em até {p50} e 95% em até {p95}.',
    es: 'Tiempo de respuesta por día, del {from} al {to}. El último día la mitad de las comprobaciones se respondió en {p50} o menos y el 95 % en {p95} o menos.',
    ar: 'زمن الاستجابة حسب اليوم من {from} إلى {to}. في اليوم الأخير أُجيب عن نصف الفحوص خلال {p50} وعن 95% منها خلال {p95}.',
  },
  day: { en: 'Day', ru: 'День', tr: 'Gün', id: 'Hari', 'pt-BR': 'Dia', es: 'Día', ar: 'اليوم' },
  p50: {
    en: 'Half within',
    ru: 'Половина за',
    tr: 'Yarısı',
    id: 'Separuh dalam',
    'pt-BR': 'Metade em até',
    es: 'La mitad en',
    ar: 'النصف خلال',
  },
  p95: {
    en: '95% within',
    ru: '95 % за',
    tr: '%95’i',
    id: '95% dalam',
    'pt-BR': '95% em até',
    es: 'El 95 % en',
    ar: '95% خلال',
  },
  checks: {
    en: 'Checks',
    ru: 'Проверок',
    tr: 'Kontrol',
    id: 'Pemeriksaan',
    'pt-BR': 'Verificações',
    es: 'Comprobaciones',
    ar: 'الفحوص',
  },
} satisfies Record<string, Message>;
