import type { Message } from '../i18n/reader.ts';

export const chartWords = {
  asTable: {
    en: 'As a table',
    ru: 'Таблицей',
    tr: 'Tablo olarak',
    id: 'Sebagai tabel',
    'pt-BR': 'Em tabela',
    es: 'En tabla',
    ar: 'كجدول',
  },
  hint: {
    en: 'Drag to look closer, double-click for all of it. Arrow keys read step by step.',
    ru: 'Протяните, чтобы приблизить, дважды щёлкните, чтобы увидеть всё. Стрелки читают по шагам.',
    tr: 'Yakından bakmak için sürükleyin, tümü için çift tıklayın. Ok tuşları adım adım okur.',
    id: 'Seret untuk memperbesar, klik dua kali untuk melihat semua. Tombol panah membaca langkah demi langkah.',
    'pt-BR': 'Arraste para aproximar, clique duas vezes para ver tudo. As setas leem passo a passo.',
    es: 'Arrastra para acercar, doble clic para verlo todo. Las flechas leen paso a paso.',
    ar: 'اسحب للتقريب، وانقر نقرًا مزدوجًا لعرض الكل. تقرأ مفاتيح الأسهم خطوة بخطوة.',
  },
} satisfies Record<string, Message>;
