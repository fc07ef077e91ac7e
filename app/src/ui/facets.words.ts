/** What every list of facets says. */
import type { Message } from '../i18n/reader.ts';

export const facetWords = {
  more: {
    en: '{n} more',
    ru: 'Ещё {n}',
    tr: '{n} tane daha',
    id: '{n} lagi',
    'pt-BR': 'Mais {n}',
    es: '{n} más',
    ar: '{n} أخرى',
  },
  from: {
    en: '{name}, from',
    ru: '{name}, от',
    tr: '{name}, en az',
    id: '{name}, dari',
    'pt-BR': '{name}, de',
    es: '{name}, desde',
    ar: '{name}، من',
  },
  to: {
    en: '{name}, to',
    ru: '{name}, до',
    tr: '{name}, en çok',
    id: '{name}, sampai',
    'pt-BR': '{name}, até',
    es: '{name}, hasta',
    ar: '{name}، إلى',
  },
  apply: {
    en: 'Apply filters',
    ru: 'Применить',
    tr: 'Filtreleri uygula',
    id: 'Terapkan filter',
    'pt-BR': 'Aplicar filtros',
    es: 'Aplicar filtros',
    ar: 'تطبيق عوامل التصفية',
  },
} satisfies Record<string, Message>;
